import { randomUUID } from "node:crypto";
import { type AttributeValue, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { tableName } from "../../infra/local/environment.ts";
import { contextOf } from "../../infra/local/gateway/lambda.ts";
import { mailReports } from "../../infra/local/receiver/mail-report.ts";
import { smsReports } from "../../infra/local/receiver/sms-report.ts";
import type { Stack } from "../../infra/local/stack.ts";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { loginPrefix } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { Table } from "../../shared/adapters/dynamodb/table.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { minutes } from "../../shared/domain/duration.ts";
import { type NoticeKind, ownNotice } from "../../shared/domain/notice.ts";
import { eventOf } from "../../shared/domain/service-event.ts";
import type { EventFunction } from "../../shared/observability/log.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { Deployed } from "./deployed.ts";

type Item = Record<string, AttributeValue>;

/**
 * Hands the functions that no operation calls what came of the sign-ins of an account with a number and an address: a
 * delivery, a bounce, notices before and after the bounce, and more codes that nobody entered than the fraud guard
 * bears.
 */
export async function takeEvents({ onEvent }: Deployed, stack: Stack, sub: string): Promise<void> {
  const client = new DynamoDBClient();
  const hand = async (name: EventFunction, event: unknown) => (await onEvent(name))(event, contextOf(name, minutes(1)));

  /** New ones that come by the stream, and one that was left for the sweep. */
  const tell = async () => {
    for (const kind of ["switched_off", "password_link_asked"] as const) {
      await hand("notify", streamOf(await addNotice(client, sub, kind, Date.now())));
      await addNotice(client, sub, kind, Date.now() - minutes(10));
    }
    await hand("sweepNotices", {});
  };

  await tell();
  await hand("recordDelivery", deliveryOfSms(stack));
  await hand("recordDelivery", await bounceOfMail(client, stack, sub));
  await tell();
  await hand("takeLifecycleEvent", lineCancelled({ sub }));
  await hand("takeLifecycleEvent", lineCancelled({ identifier: "nobody" }));
  await hand("watchSends", streamOf(...unenteredLike(await smsLogin(client))));
  const activity = activityOf("signed_in", { sub, id: "l", at: Date.now() }, {}, parseSettings({}));
  await hand("watchSends", streamOf(marshall(activity)));
  await hand("publishEvents", { Records: [{ messageId: "1", body: JSON.stringify(eventOf(activity)) }] });
  client.destroy();
}

const streamOf = (...images: readonly Item[]) => ({
  Records: images.map((NewImage, place) => ({ dynamodb: { SequenceNumber: String(place + 1), NewImage } })),
});

async function addNotice(client: DynamoDBClient, sub: string, kind: NoticeKind, at: number): Promise<Item> {
  const notice = ownNotice(kind, { sub, id: randomUUID(), at, from: {} });
  await dynamodbOutbox(new Table(client, tableName)).add(notice);
  return marshall(notice);
}

function deliveryOfSms(stack: Stack): unknown {
  const sms = newest(stack, "sms");
  const [report] = smsReports({ ...sms, segments: 1, type: "Transactional" }, undefined);
  return report?.event(sms.sentAt);
}

async function bounceOfMail(client: DynamoDBClient, stack: Stack, sub: string): Promise<unknown> {
  const mail = newest(stack, "email");
  const account = await dynamodbDirectory(new Table(client, tableName)).findAccount(sub);
  const address = account?.authenticators.find(({ type }) => type === "email");
  const tags = { sub, authenticatorId: address?.authenticatorId ?? "", loginId: "gone", challengeId: "gone" };
  const sent = { ...mail, source: "no-reply@example.jp", recipients: [mail.to], subject: "", tags };
  return mailReports(sent, mail.to, "bounce")[0]?.event(mail.sentAt);
}

function newest(stack: Stack, channel: "sms" | "email") {
  const message = stack.messages({ channel }).at(-1);
  if (message === undefined) throw new Error(`nothing was sent by ${channel}`);
  const { id, to, at } = message;
  return { id, to, sentAt: Date.parse(at) };
}

async function smsLogin(client: DynamoDBClient): Promise<Item> {
  const scan = new ScanCommand({
    TableName: tableName,
    FilterExpression: "begins_with(PK, :login) AND challenge.#type = :sms",
    ExpressionAttributeNames: { "#type": "type" },
    ExpressionAttributeValues: { ":login": { S: loginPrefix }, ":sms": { S: "sms_code" } },
  });
  const [login] = (await client.send(scan)).Items ?? [];
  if (login === undefined) throw new Error("no login has sent an SMS");
  return login;
}

/** So long ago that nobody is still typing, and more than `fraudGuard.blockFloor` lets pass. */
function unenteredLike(login: Item): Item[] {
  const sentAt = Number(login.challenge?.M?.lastSentAt?.N) - minutes(30);
  return Array.from({ length: 15 }, (_, place) => ({
    ...login,
    loginId: { S: `unentered-${place}` },
    challenge: { M: { ...login.challenge?.M, lastSentAt: { N: String(sentAt) } } },
  }));
}

/** An event of another system about the account's number. */
const lineCancelled = (whose: { sub: string } | { identifier: string }) => ({
  "detail-type": "line_cancelled",
  detail: { eventId: `event-${JSON.stringify(whose).length}`, ...whose, destination: "+819012345678" },
});
