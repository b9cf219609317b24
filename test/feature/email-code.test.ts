import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import type { FaultName } from "../../infra/local/receiver/faults.ts";
import { beginLogin, newestCode, outcome, refusal } from "../attack/visitor.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

/** A login of a person with a number and an address, in this order. */
async function prepare() {
  const email = `person-${randomUUID()}@example.jp`;
  const person = await service.makeAccount([freshPhone()], [email]);
  const { client, held, methodIds } = await beginLogin(service, person);
  const [sms, mail = ""] = methodIds;
  const mails = () => service.stack.messages({ to: email, channel: "email" });
  return {
    person,
    client,
    held,
    sms,
    mail,
    mails,
    ask: (methodId: string) => client.createChallenge({ ...held, body: { methodId } }),
    answer: (code: string) => client.verifyLogin({ ...held, body: { code } }),
    codeOfMail: () => /\b\d{6}\b/.exec(mails().at(-1)?.text ?? "")?.[0] ?? "",
  };
}

describe("a code by mail", () => {
  test("given an address, when its code is answered, then the result says so and names no SMS", async () => {
    const { client, held, ask, mail, answer, codeOfMail } = await prepare();
    const asked = await ask(mail);
    expect(asked.challenge).toMatchObject({ type: "email_code", delivery: "sent" });
    const done = await answer(codeOfMail());
    expect(done.status).toBe("complete");
    const { token } = await client.issueToken({ ...held, loginToken: done.loginToken ?? "" });
    expect(decodeJwt(token).amr).toEqual(["pwd", "otp", "mfa"]);
  });

  test("given a challenge, when the mail is read, then subject and page show the same reference, and it went through the configuration set", async () => {
    const { ask, mail, mails } = await prepare();
    const { challenge } = await ask(mail);
    const [message] = mails();
    expect(message?.subject).toContain(challenge?.reference);
    expect(message?.request).toMatchObject({
      ConfigurationSetName: "nidan-mail",
      Source: `=?UTF-8?B?${Buffer.from("nidan").toString("base64")}?= <no-reply@login.example.jp>`,
    });
  });

  test("given a resend after the gap, when it arrives, then it has the same code", async () => {
    const { ask, mail, codeOfMail, mails } = await prepare();
    await ask(mail);
    const first = codeOfMail();
    service.stack.advanceClock(31);
    await ask(mail);
    expect(mails()).toHaveLength(2);
    expect(codeOfMail()).toBe(first);
  });

  test("given a switch from SMS to mail, when the SMS's code is answered, then it is dead and the mail's works", async () => {
    const { person, ask, answer, sms, mail, codeOfMail } = await prepare();
    await ask(sms);
    const old = newestCode(service, person);
    await ask(mail);
    expect(old).not.toBe(codeOfMail());
    expect(await outcome(answer(old))).toBe("challenge_failed");
    expect((await answer(codeOfMail())).status).toBe("complete");
  });

  test("given twenty mails in a day, when one more is asked for, then it is refused and not sent", async () => {
    const { person, mail, mails } = await prepare();
    for (let sent = 0; sent < 20; sent += 1) {
      service.stack.advanceClock(700);
      const { client, held } = await beginLogin(service, person);
      await client.createChallenge({ ...held, body: { methodId: mail } });
    }
    service.stack.advanceClock(700);
    const { client, held } = await beginLogin(service, person);
    expect(await outcome(client.createChallenge({ ...held, body: { methodId: mail } }))).toBe("too_many_sends");
    expect(mails()).toHaveLength(20);
  });
});

/** Each fault as often as the sender tries, and why the log says that nothing was sent. */
const faults: readonly (readonly [FaultName, number, string])[] = [
  ["throttle", 2, "throttled"],
  ["error", 2, "unavailable"],
  ["optedOut", 1, "opted_out"],
  ["invalidNumber", 1, "invalid_destination"],
  ["spendLimit", 2, "throttled"],
  ["timeoutAfterCommit", 2, "no_answer"],
];

describe("a mail that fails", () => {
  test.each(
    faults,
  )("SES: given the fault %s, when a code is asked for, then the number is named, nothing is counted, and the next try works", async (fault, times, why) => {
    const { client, held, ask, answer, sms, mail, codeOfMail } = await prepare();
    service.stack.setFault({ service: "ses", fault, times });
    expect(await refusal(ask(mail))).toMatchObject({ code: "delivery_unavailable", methods: [{ methodId: sms }] });
    expect((await client.getLogin(held)).challenge).toMatchObject({
      delivery: why === "no_answer" ? "unknown" : "failed",
      sendsLeft: 5,
    });
    const lines = service.stack.logs().map((line): unknown => JSON.parse(line));
    expect(lines.findLast((line) => JSON.stringify(line).includes("challenge_not_sent"))).toMatchObject({
      method: "email_code",
      why,
    });
    await ask(mail);
    expect((await answer(codeOfMail())).status).toBe("complete");
  });
});
