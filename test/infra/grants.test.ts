import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { eventFolders, eventGrants, type Grant, grants } from "../../infra/grants.ts";
import { collectLogs } from "../../infra/local/logs.ts";
import { type Stack, startStack } from "../../infra/local/stack.ts";
import { readConfig } from "../../shared/config.ts";
import { createClient } from "../../shared/contract/client.ts";
import { folderOf, type OperationName, operationNames } from "../../shared/contract/routes.ts";
import { createDependencies } from "../../shared/dependencies.ts";
import { originSecretHeader, originSecretOf } from "../../shared/http/source.ts";
import type { EventFunction } from "../../shared/observability/log.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { newestCodeIn } from "../support/newest.ts";
import { passwordLinkFor } from "../support/password-link.ts";
import { refused, useAccount } from "./account-calls.ts";
import { operateAccount } from "./admin-calls.ts";
import { delegatedClients, useDelegated } from "./delegated-calls.ts";
import { type Deployed, deployedFunctions } from "./deployed.ts";
import { takeEvents } from "./events.ts";
import { useLinks } from "./link-calls.ts";
import { useRecovery } from "./recovery-calls.ts";

const password = "correct-horse-battery";
const phone = "+819012345678";
const email = "hanako@example.jp";
const wrongCode = "000000";
const eventNames = [
  "notify",
  "sweepNotices",
  "watchSends",
  "publishEvents",
  "recordDelivery",
  "takeLifecycleEvent",
] as const satisfies readonly EventFunction[];

let deployed: Deployed;
let stack: Stack;
let result: string;

/** Everything that the API can be asked, at the functions as they are deployed. */
beforeAll(async () => {
  deployed = await deployedFunctions();
  stack = await startStack({
    demo: false,
    pages: false,
    handlers: deployed.operation,
    settings: {
      clients: delegatedClients,
      attempts: { perSubjectHour: 5 },
      sends: { emailPerDestinationDay: 50 },
      email: { from: "no-reply@example.jp" },
      voice: { number: "+815012345678" },
      links: { sms: "approve" },
      approvals: { qr: true },
      risk: { adviser: "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser", askAt: 100, highAt: 100 },
      fraudGuard: { countryFloor: 10, blockFloor: 10 },
      // Nothing listens there: what is signed is what counts.
      webhooks: [{ name: "crm", url: "http://localhost:9/" }],
    },
  });
  stack.functions.set("adviser", { answer: { score: 0 }, delayMs: 0 });
  const client = createClient(stack.origin);
  const newestCode = () => newestCodeIn(stack.messages({ to: phone, channel: "sms" })) ?? "";

  const identifier = `person-${randomUUID()}@example.jp`;
  const account = { identifier, password, phones: [phone], emails: [email] };
  const { sub } = await (await stack.admin("/v1/admin/accounts", account)).json();
  await stack.admin("/v1/admin/accounts", account);
  await Promise.all([
    client.getJwks({}),
    client.getOpenapi({}),
    client.getOpenidConfiguration({}),
    client.getService({}),
  ]);

  await refused(client.startLogin({ body: { identifier, password: "wrong-horse-battery" } }));
  await refused(client.startLogin({ body: { identifier: "nobody@example.jp", password } }));
  const idempotencyKey = randomUUID();
  for (const _ of [1, 2]) await client.startLogin({ body: { identifier, password }, idempotencyKey });

  // A sign-in whose password comes with the code's screen, with a wrong one of each.
  const begun = await client.startLogin({ body: { identifier } });
  const login = { params: { loginId: begun.loginId }, loginToken: begun.loginToken ?? "" };
  await refused(client.verifyLogin({ ...login, body: { password: "wrong-horse-battery" } }));
  const known = await client.verifyLogin({ ...login, body: { password } });
  const half = { ...login, loginToken: known.loginToken ?? "" };
  const methodId = known.methods[0]?.methodId ?? "";
  await client.getLogin(half);
  await client.createChallenge({ ...half, body: { methodId } });
  await refused(client.createChallenge({ ...half, body: { methodId } }));
  stack.advanceClock(31);
  await client.createChallenge({ ...half, body: { methodId } });
  for (const type of ["email_code", "voice"]) {
    const other = known.methods.find((method) => method.type === type);
    await client.createChallenge({ ...half, body: { methodId: other?.methodId ?? "" } });
    stack.advanceClock(61);
  }
  await client.createChallenge({ ...half, body: { methodId } });
  await client.getLogin(half);
  await refused(client.verifyLogin({ ...half, body: { code: wrongCode } }));
  const done = await client.verifyLogin({ ...half, body: { code: newestCode() } });
  const whole = { ...half, loginToken: done.loginToken ?? "" };
  result = (await client.issueToken(whole)).token;
  await client.issueToken(whole);

  // One that is given up, and one that guesses until the account's budget is spent.
  const other = await client.startLogin({ body: { identifier, password } });
  await client.cancelLogin({ params: { loginId: other.loginId }, loginToken: other.loginToken ?? "" });
  stack.advanceClock(700);
  const guessing = await client.startLogin({ body: { identifier, password } });
  const guess = { params: { loginId: guessing.loginId }, loginToken: guessing.loginToken ?? "" };
  stack.setFault({ service: "sns", fault: "optedOut", times: 1 });
  await refused(client.createChallenge({ ...guess, body: { methodId } }));
  stack.advanceClock(61);
  await client.createChallenge({ ...guess, body: { methodId } });
  for (const _ of [1, 2, 3, 4, 5]) await refused(client.verifyLogin({ ...guess, body: { code: wrongCode } }));

  // The budget that the guesses used up is there again.
  stack.advanceClock(61 * 60);
  await useLinks({ client, stack, identifier, password, phone });
  const dependencies = createDependencies(readConfig());
  const disavowal = () => disavowalFor({ dependencies }, sub);
  const passwordLink = () => passwordLinkFor({ dependencies }, sub);
  const secret = originSecretOf(await dependencies.roots.challenge.current());
  const edge = { [originSecretHeader]: secret, "cloudfront-viewer-address": "198.51.100.7:46532" };
  const atEdge = createClient(stack.origin, (url, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(edge)) headers.set(name, value);
    return fetch(url, { ...init, headers });
  });
  await useAccount({ client, atEdge, stack, identifier, password, email, disavowal, passwordLink });

  await operateAccount(stack);
  await useRecovery({ client, stack, dependencies });
  await useDelegated(stack);

  const logs = collectLogs();
  await logs.collect(() => takeEvents(deployed, stack, sub));
  logs.close();
});
afterAll(async () => {
  await stack.close();
  deployed.close();
});

const actionsOf = ({
  table,
  unsettled,
  roots,
  signing,
  sms,
  email,
  voice,
  push,
  advice,
  events,
}: Grant): readonly string[] => [
  ...new Set(
    [
      ...table.map((call) => `dynamodb:${call}`),
      ...(unsettled ? ["dynamodb:Query unsettled"] : []),
      ...roots.map((root) => `kms:GenerateMac ${root}`),
      ...signing.map((call) => `kms:${call}`),
      ...(sms ? ["sns:Publish"] : []),
      ...(email ? ["ses:SendEmail"] : []),
      ...(voice ? ["connect:StartOutboundVoiceContact"] : []),
      ...push.map((call) => `sns:${call}`),
      ...(advice ? ["lambda:InvokeFunction"] : []),
      ...events.map((call) => (call === "PutEvents" ? `events:${call}` : `sqs:${call}`)),
    ].sort(),
  ),
];

describe("given the functions as they are deployed, each with its own keys", () => {
  it("signs a person in, end to end", () => {
    expect(result.split(".")).toHaveLength(3);
  });

  it.each(operationNames)("asks of AWS, in %s, what the grant names", (name: OperationName) => {
    expect(deployed.asked(folderOf(name))).toEqual(actionsOf(grants[name]));
  });

  it.each(eventNames)("asks of AWS, in %s, what the grant names", (name) => {
    expect(deployed.asked(eventFolders[name])).toEqual(actionsOf(eventGrants[name]));
  });
});
