import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import type { FaultName } from "../../infra/local/receiver/faults.ts";
import { beginLogin, newestCode, outcome, refusal } from "../attack/visitor.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, voice: { number: "+815000001234" } });
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

/** A login of a person with one number, which can be written to and called. */
async function prepare(phones: readonly string[] = [freshPhone()]) {
  const person = await service.makeAccount(phones);
  const { client, held, methodIds } = await beginLogin(service, person);
  const [sms, voice = ""] = methodIds;
  const calls = () => phones.flatMap((to) => service.stack.messages({ to, channel: "voice" }));
  return {
    person,
    client,
    held,
    sms,
    voice,
    calls,
    ask: (methodId: string) => client.createChallenge({ ...held, body: { methodId } }),
    answer: (code: string) => client.verifyLogin({ ...held, body: { code } }),
    /** What the newest call tells, without the pauses between its digits. */
    codeOfCall: () => /(?:\d ){5}\d/.exec(calls().at(-1)?.call?.code ?? "")?.[0].replaceAll(" ", "") ?? "",
  };
}

describe("a code by a call", () => {
  test("given a number, when methods are offered, then SMS and voice, both masked", async () => {
    const { sms, voice, client, held } = await prepare();
    const { methods } = await client.getLogin(held);
    expect(methods).toMatchObject([
      { methodId: sms, type: "sms_code", hint: expect.stringMatching(/^090-\*{4}-\d{4}$/) },
      { methodId: voice, type: "voice", hint: expect.stringMatching(/^090-\*{4}-\d{4}$/) },
    ]);
  });

  test("given a fixed line, when methods are offered, then voice alone", async () => {
    const { client, held } = await prepare(["+81312345678"]);
    expect((await client.getLogin(held)).methods.map(({ type }) => type)).toEqual(["voice"]);
  });

  test("given the key on the screen is pressed, when the code is answered, then the result says it was a call", async () => {
    const { client, held, ask, voice, answer, codeOfCall, calls } = await prepare();
    const { challenge } = await ask(voice);
    expect(challenge).toMatchObject({ type: "voice", delivery: "sent", callKey: expect.stringMatching(/^[1-9]$/) });
    expect(calls()[0]?.call).toMatchObject({ key: challenge?.callKey });
    const done = await answer(codeOfCall());
    const { token } = await client.issueToken({ ...held, loginToken: done.loginToken ?? "" });
    expect(decodeJwt(token).amr).toEqual(["pwd", "tel", "mfa"]);
  });

  test("manyChannels 12: given a voicemail, when it takes the call, then it never hears the code; who presses the key hears it slowly and again", async () => {
    const { ask, voice, calls, codeOfCall } = await prepare();
    const { challenge } = await ask(voice);
    const { heard, code = "" } = calls()[0]?.call ?? {};
    expect(heard?.withoutKey.join()).not.toContain(codeOfCall().split("").join(" "));
    expect(heard?.withWrongKeys.join()).not.toContain(codeOfCall().split("").join(" "));
    expect(heard?.withKey.filter((said) => said === code)).toHaveLength(3);
    expect(code).toContain((challenge?.reference ?? "").split("").join(" "));
  });

  test("given a call, when it is over, then the contact that AWS keeps holds nothing", async () => {
    const { ask, voice, calls } = await prepare();
    await ask(voice);
    expect(Object.values(calls()[0]?.call?.attributesAfter ?? { none: "?" }).join("")).toBe("");
  });

  test("given a resend after the gap, when it rings again, then with the same code and key", async () => {
    const { ask, voice, calls, codeOfCall } = await prepare();
    const first = await ask(voice);
    const code = codeOfCall();
    service.stack.advanceClock(31);
    const again = await ask(voice);
    expect([calls().length, codeOfCall(), again.challenge?.callKey]).toEqual([2, code, first.challenge?.callKey]);
  });

  test("given a switch from voice to SMS, when the call's code is answered, then it is dead and the SMS's works", async () => {
    const { person, ask, answer, sms, voice, codeOfCall } = await prepare();
    await ask(voice);
    await ask(sms);
    expect(await outcome(answer(codeOfCall()))).toBe("challenge_failed");
    expect((await answer(newestCode(service, person))).status).toBe("complete");
  });

  test("given five calls in a day, when one more is asked for, then it is refused, and an SMS is not", async () => {
    const { person, voice, sms, calls } = await prepare();
    const askLater = async (methodId: string) => {
      service.stack.advanceClock(700);
      const { client, held } = await beginLogin(service, person);
      return outcome(client.createChallenge({ ...held, body: { methodId } }));
    };
    for (let sent = 0; sent < 5; sent += 1) expect(await askLater(voice)).toBe("done");
    expect([await askLater(voice), await askLater(sms), calls().length]).toEqual(["too_many_sends", "done", 5]);
  });
});

/** Each fault, why the log says that nobody was called, and whether the phone may be ringing. */
const faults: readonly (readonly [FaultName, string, "failed" | "unknown"])[] = [
  ["throttle", "throttled", "failed"],
  ["error", "unavailable", "failed"],
  ["optedOut", "opted_out", "failed"],
  ["invalidNumber", "invalid_destination", "failed"],
  ["spendLimit", "spend_limit", "failed"],
  ["timeout", "no_answer", "unknown"],
  ["timeoutAfterCommit", "no_answer", "unknown"],
];

describe("a call that fails", () => {
  test.each(
    faults,
  )("Connect: given the fault %s, when a call is asked for, then the SMS is named and nothing is counted", async (fault, why, delivery) => {
    const { client, held, ask, sms, voice, answer, person } = await prepare();
    service.stack.setFault({ service: "connect", fault, times: 1 });
    expect(await refusal(ask(voice))).toMatchObject({ code: "delivery_unavailable", methods: [{ methodId: sms }] });
    expect((await client.getLogin(held)).challenge).toMatchObject({ delivery, sendsLeft: 5 });
    const line = service.stack.logs().findLast((one) => one.includes('"challenge_not_sent"'));
    expect(line).toContain(`"why":"${why}"`);
    await ask(sms);
    expect((await answer(newestCode(service, person))).status).toBe("complete");
  });

  test("Connect: given a refusal, when the call is asked for again, then it rings at once", async () => {
    const { ask, voice, calls } = await prepare();
    service.stack.setFault({ service: "connect", fault: "throttle", times: 1 });
    await refusal(ask(voice));
    expect([await outcome(ask(voice)), calls().length]).toEqual(["done", 1]);
  });

  test("Connect: given no answer while the phone rings, when the call is asked for again, then it waits and does not ring twice", async () => {
    const { ask, voice, calls } = await prepare();
    service.stack.setFault({ service: "connect", fault: "timeoutAfterCommit", times: 1 });
    await refusal(ask(voice));
    expect([await outcome(ask(voice)), calls().length]).toEqual(["too_many_sends", 1]);
  });

  test("Connect: given no answer, when the call came all the same, then its code works", async () => {
    const { ask, voice, answer, codeOfCall } = await prepare();
    service.stack.setFault({ service: "connect", fault: "timeoutAfterCommit", times: 1 });
    await refusal(ask(voice));
    expect((await answer(codeOfCall())).status).toBe("complete");
  });

  test("given two calls for one send at once, when both are asked for, then the phone rings once", async () => {
    const { ask, voice, calls } = await prepare();
    const outcomes = await Promise.all([outcome(ask(voice)), outcome(ask(voice)), outcome(ask(voice))]);
    expect([outcomes.sort(), calls().length]).toEqual([["done", "too_many_sends", "too_many_sends"], 1]);
  });

  test("given a lost answer to us, when the same request comes again, then the phone does not ring again", async () => {
    const { client, held, voice, calls } = await prepare();
    const idempotencyKey = randomUUID();
    const ask = () => client.createChallenge({ ...held, body: { methodId: voice }, idempotencyKey });
    await ask();
    await ask();
    expect(calls()).toHaveLength(1);
  });
});
