import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FaultName } from "../../infra/local/receiver/faults.ts";
import { beginLogin, newestCode, outcome } from "../attack/visitor.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...roomy,
    email: { from: "no-reply@login.example.jp" },
    voice: { number: "+815000001234" },
  });
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

/** A login of a person with a number and an address, both of which can be sent to. */
async function prepare() {
  const [phone, email] = [freshPhone(), `person-${randomUUID()}@example.jp`];
  const person = await service.makeAccount([phone], [email]);
  const begin = () => beginLogin(service, person);
  const { client, held, methodIds } = await begin();
  const [sms, voice = "", mail = ""] = methodIds;
  return {
    person,
    phone,
    email,
    client,
    held,
    sms,
    voice,
    mail,
    begin,
    ask: (methodId: string) => client.createChallenge({ ...held, body: { methodId } }),
    /** Once every report has been taken. */
    shown: async () => {
      await service.stack.flushReports();
      return (await client.getLogin(held)).challenge?.delivery;
    },
    offered: async () => {
      const next = await begin();
      return (await next.client.getLogin(next.held)).methods.map(({ type }) => type);
    },
  };
}

const smsReports: readonly (readonly [FaultName, string])[] = [
  ["undelivered", "failed"],
  ["unknownNumber", "bounced"],
  ["noReport", "sent"],
];
const mailReports: readonly (readonly [FaultName, string])[] = [
  ["bounce", "bounced"],
  ["softBounce", "failed"],
  ["delayed", "sent"],
  ["noReport", "sent"],
];

describe("what is reported after the send", () => {
  test("given an SMS and a mail that arrive, when it is reported, then each screen shows it", async () => {
    const [one, other] = [await prepare(), await prepare()];
    await one.ask(one.sms);
    await other.ask(other.mail);
    expect([await one.shown(), await other.shown()]).toEqual(["delivered", "delivered"]);
  });

  test.each(
    smsReports,
  )("given the report %s of an SMS, when it is taken, then the screen shows %s", async (fault, delivery) => {
    const { ask, sms, shown, phone } = await prepare();
    service.stack.setFault({ service: "sns", fault, times: 1, to: phone });
    await ask(sms);
    expect(await shown()).toBe(delivery);
  });

  test.each(
    mailReports,
  )("given the report %s of a mail, when it is taken, then the screen shows %s", async (fault, delivery) => {
    const { ask, mail, shown, email } = await prepare();
    service.stack.setFault({ service: "ses", fault, times: 1, to: email });
    await ask(mail);
    expect(await shown()).toBe(delivery);
  });

  test("given a send without an answer, when it arrives all the same, then the screen shows it", async () => {
    const { ask, mail, client, held, shown, email } = await prepare();
    service.stack.setFault({ service: "ses", fault: "timeoutAfterCommit", times: 2, to: email });
    await outcome(ask(mail));
    expect((await client.getLogin(held)).challenge?.delivery).toBe("unknown");
    expect(await shown()).toBe("delivered");
  });

  test("given the person went on to another channel, when the older message's report comes, then the screen does not show it", async () => {
    const { ask, sms, mail, shown, email, phone } = await prepare();
    service.stack.setFault({ service: "ses", fault: "bounce", times: 1, to: email });
    await ask(mail);
    service.stack.setFault({ service: "sns", fault: "noReport", times: 1, to: phone });
    await ask(sms);
    expect(await shown()).toBe("sent");
  });

  test("given an SMS that was not delivered, when the code is asked for again, then it need not wait", async () => {
    const { ask, sms, phone, shown } = await prepare();
    service.stack.setFault({ service: "sns", fault: "undelivered", times: 1, to: phone });
    await ask(sms);
    expect(await shown()).toBe("failed");
    expect((await ask(sms)).challenge?.delivery).toBe("sent");
  });

  test("given a report, when the log is read, then it says what came of it and neither number nor address", async () => {
    const { ask, sms, mail, phone, email, shown } = await prepare();
    await ask(sms);
    await ask(mail);
    await shown();
    const logs = service.stack.logs().join("\n");
    expect(logs).toContain('"code":"delivery_reported","outcome":"delivered"');
    expect([phone, phone.slice(3), email].filter((text) => logs.includes(text))).toEqual([]);
  });
});

/** Notices go by the table's stream: a moment later. */
async function noticesTo(to: string, words: string, least = 1) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = service.stack.messages({ to }).filter(({ text }) => text.includes(words));
    if (found.length >= least) return found;
    await setTimeout(100);
  }
  return service.stack.messages({ to }).filter(({ text }) => text.includes(words));
}

describe("a number or an address that died", () => {
  test("given a hard bounce, when the person signs in next, then mail is not offered, and the number was told", async () => {
    const { ask, mail, phone, shown, offered, email } = await prepare();
    service.stack.setFault({ service: "ses", fault: "bounce", times: 1, to: email });
    await ask(mail);
    await shown();
    expect(await offered()).toEqual(["sms_code", "voice"]);
    expect(await noticesTo(phone, "メールアドレスに届かない")).toHaveLength(1);
  });

  test("given a complaint, when the person signs in next, then mail is not offered: it would not be accepted again", async () => {
    const { ask, mail, shown, offered, email } = await prepare();
    service.stack.setFault({ service: "ses", fault: "complaint", times: 1, to: email });
    await ask(mail);
    await shown();
    expect(await offered()).toEqual(["sms_code", "voice"]);
  });

  test("given a number that does not exist, when the person signs in next, then SMS is not offered, and the address was told, with the number masked", async () => {
    const { ask, sms, phone, email, shown, offered } = await prepare();
    service.stack.setFault({ service: "sns", fault: "unknownNumber", times: 1, to: phone });
    await ask(sms);
    await shown();
    expect(await offered()).toEqual(["voice", "email_code"]);
    const [notice] = await noticesTo(email, "届かないことを確認");
    expect(notice?.text).toContain(`090-****-${phone.slice(-4)}`);
    expect(notice?.text).not.toContain(phone.slice(3, 9));
  });

  test("given a mailbox that is full for now, when the person signs in next, then mail is still offered", async () => {
    const { ask, mail, shown, offered, email } = await prepare();
    service.stack.setFault({ service: "ses", fault: "softBounce", times: 1, to: email });
    await ask(mail);
    await shown();
    expect(await offered()).toContain("email_code");
  });

  test("given a dead address, when the login it happened in goes on by SMS, then it completes", async () => {
    const { ask, mail, sms, shown, client, held, person, email } = await prepare();
    service.stack.setFault({ service: "ses", fault: "bounce", times: 1, to: email });
    await ask(mail);
    await shown();
    await ask(sms);
    expect((await client.verifyLogin({ ...held, body: { code: newestCode(service, person) } })).status).toBe(
      "complete",
    );
  });
});
