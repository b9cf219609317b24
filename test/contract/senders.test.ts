import { randomUUID } from "node:crypto";
import { SetEndpointAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { environmentOf, setEnvironment } from "../../infra/local/environment.ts";
import { listen } from "../../infra/local/http.ts";
import { callCenter } from "../../infra/local/receiver/call-center.ts";
import type { FaultName, ServiceName } from "../../infra/local/receiver/faults.ts";
import { createKeyRing } from "../../infra/local/receiver/key-ring.ts";
import { pushApplications } from "../../infra/local/receiver/push-endpoints.ts";
import { createReceiver, type Receiver } from "../../infra/local/receiver/receiver.ts";
import { connectVoiceCaller } from "../../shared/adapters/connect/voice.ts";
import { sesEmailSender } from "../../shared/adapters/ses/email.ts";
import { snsPushSender } from "../../shared/adapters/sns/push.ts";
import { snsSmsSender } from "../../shared/adapters/sns/sms.ts";
import type { Reach } from "../../shared/domain/channel.ts";
import { codeCall } from "../../shared/messages/voice.ts";
import type { Handed, Refusal } from "../../shared/ports/handed.ts";
import { settings } from "../support/samples.ts";

/** A sender as every channel has one: what it is to send, and what its provider's refusals mean. */
interface Sender {
  readonly service: ServiceName;
  readonly to: string;
  send(to: string): Promise<Handed>;
  /** How often one message is tried. */
  readonly tries: number;
  readonly refusals: Readonly<Partial<Record<FaultName, Refusal>>>;
}

const words = {
  purpose: "sign_in",
  shortName: "nidan",
  codeWord: "verification_code",
  code: "012345",
  reference: "W7",
} as const;
let receiver: Receiver;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const server = await listen(0, 100_000);
  receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", () => Date.now());
  server.open(receiver.answer);
  const restore = setEnvironment(environmentOf(settings, "http://localhost:1", `http://127.0.0.1:${server.port}`));
  closing.push(receiver.close, restore, server.close);
});
afterEach(() => {
  receiver.mailbox.clear();
  receiver.faults.clear();
});
afterAll(async () => {
  for (const close of closing) await close();
});

const push = { title: "title", body: "body", lifetimeSeconds: 120 };
const everywhere = { throttle: "throttled", error: "unavailable", optedOut: "opted_out" } as const;

const senders = {
  sms: {
    service: "sns",
    to: "+819012345678",
    send: (to) => snsSmsSender(settings.sms).send(to, "text"),
    tries: 2,
    refusals: { ...everywhere, invalidNumber: "invalid_destination", spendLimit: "spend_limit" },
  },
  voice: {
    service: "connect",
    to: "+819012345678",
    send: (to) => {
      const { instanceId, flowId, number } = callCenter;
      return connectVoiceCaller({ instanceId, flowId, number }).call(to, codeCall("ja", "7", words), randomUUID());
    },
    // A repetition could ring twice.
    tries: 1,
    refusals: { ...everywhere, invalidNumber: "invalid_destination", spendLimit: "spend_limit" },
  },
  email: {
    service: "ses",
    to: "hanako@example.jp",
    send: (to) => {
      const sender = sesEmailSender({
        from: "no-reply@example.jp",
        senderName: "nidan",
        configurationSet: "nidan-mail",
      });
      return sender.send(to, { subject: "s", text: "t", html: "<p>t</p>" }, { loginId: "L-1_a" });
    },
    tries: 2,
    // SES words its daily quota as a throttle.
    refusals: { ...everywhere, invalidNumber: "invalid_destination", spendLimit: "throttled" },
  },
  push: {
    service: "sns",
    to: `${pushApplications.fcm.replace(":app/", ":endpoint/")}/0123456789abcdef`,
    send: (endpoint) => snsPushSender(pushApplications).send({ platform: "fcm", endpoint }, push),
    tries: 2,
    refusals: { throttle: "throttled", error: "unavailable", endpointDisabled: "invalid_destination" },
  },
} as const satisfies { readonly [C in Reach]: Sender };

const sent = (to: string) => receiver.mailbox.list({ to });

describe.each(Object.entries(senders))("the sender of %s", (_, sender: Sender) => {
  const { service, to, tries } = sender;

  test("given a provider that is well, when a message is sent, then it is handed over once", async () => {
    expect(await sender.send(to)).toEqual({ sent: true });
    expect(sent(to)).toHaveLength(1);
  });

  test.each(
    Object.entries(sender.refusals),
  )("given %s, when a message is sent, then it is refused as %s, and nothing was sent", async (fault, why) => {
    const name = faultNamed(fault);
    receiver.faults.set({ service, fault: name, times: tries });
    expect(await sender.send(to)).toEqual({ sent: false, why });
    expect(sent(to)).toEqual([]);
  });

  test("given a destination of the wrong form, when a message is sent, then it is refused for that", async () => {
    expect(await sender.send("nobody")).toEqual({ sent: false, why: "invalid_destination" });
  });

  test("given a provider that cannot be reached, when a message is sent, then it is unavailable and not sent", async () => {
    const restore = setEnvironment(environmentOf(settings, "http://localhost:1", "http://127.0.0.1:1"));
    try {
      expect(await sender.send(to)).toEqual({ sent: false, why: "unavailable" });
    } finally {
      restore();
    }
  });
});

/** All senders at once, because each waits long. */
test.each([
  ["timeout", 0],
  ["timeoutAfterCommit", 1],
] as const)("given %s, when messages are sent, then they may have gone: that is told from a refusal", async (fault, copies) => {
  const all: readonly Sender[] = Object.values(senders);
  for (const { service, tries } of all) receiver.faults.set({ service, fault, times: tries });
  const handed = await Promise.all(all.map((sender) => sender.send(sender.to)));
  expect(handed).toEqual(all.map(() => ({ sent: false, why: "no_answer" })));
  expect(receiver.mailbox.list()).toHaveLength(copies * all.reduce((sum, { tries }) => sum + tries, 0));
});

const faultNamed = (name: string): FaultName => {
  const known = (["throttle", "error", "optedOut", "invalidNumber", "spendLimit", "endpointDisabled"] as const).find(
    (one) => one === name,
  );
  if (known === undefined) throw new Error(`no fault ${name}`);
  return known;
};

test("given a call asked for again while it goes on, when it has the same id, then the phone rings once", async () => {
  const { instanceId, flowId, number } = callCenter;
  const caller = connectVoiceCaller({ instanceId, flowId, number });
  const call = () => caller.call("+819012345678", codeCall("ja", "7", words), "one.1");
  expect([await call(), await call()]).toEqual([{ sent: true }, { sent: true }]);
  expect(sent("+819012345678")).toHaveLength(1);
});

test("given the mail's tags, when it is sent, then the provider has them to repeat", async () => {
  await senders.email.send(senders.email.to);
  expect(sent(senders.email.to)[0]?.request).toMatchObject({ Tags: [{ Name: "loginId", Value: "L-1_a" }] });
});

describe("registering an app", () => {
  const sender = snsPushSender(pushApplications);
  const token = `token-${randomUUID()}`;

  test.each([
    "fcm",
    "apns",
  ] as const)("given a token of %s, when it is registered again, then it is the same endpoint, alive", async (platform) => {
    const first = await sender.register(platform, token);
    expect(first).toEqual({ endpoint: expect.stringContaining(":endpoint/") });
    const endpoint = "endpoint" in first ? first.endpoint : "";
    await disable(endpoint);
    expect(await sender.send({ platform, endpoint }, push)).toEqual({ sent: false, why: "invalid_destination" });
    expect(await sender.register(platform, token)).toEqual(first);
    expect(await sender.send({ platform, endpoint }, push)).toEqual({ sent: true });
    expect(sent(endpoint)[0]).toMatchObject({ channel: "push", subject: "title", text: "body" });
  });

  test.each([
    ["a platform without an application", {}, token, "not_offered"],
    ["a token of another form", pushApplications, "invalid-token", "invalid_token"],
    ["an application that SNS does not know", { fcm: `${pushApplications.fcm}-other` }, token, "unavailable"],
  ])("given %s, when it is registered, then it is refused for that", async (_, applications, given, refused) => {
    expect(await snsPushSender(applications).register("fcm", given)).toEqual({ refused });
  });

  test("given SNS fails, when a token is registered, then that is told from a token that is wrong", async () => {
    receiver.faults.set({ service: "sns", fault: "error", times: 2 });
    expect(await sender.register("fcm", token)).toEqual({ refused: "unavailable" });
  });

  const disable = (EndpointArn: string) =>
    new SNSClient({}).send(new SetEndpointAttributesCommand({ EndpointArn, Attributes: { Enabled: "false" } }));
});
