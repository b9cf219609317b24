import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { call } from "../feature/raw-call.ts";
import { type Service, startService } from "../support/service.ts";
import { askEarly, beginEarly, early, nobodyWith, seenOf } from "./early.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...early,
    login: { order: "together" },
    voice: { number: "+815000001234" },
    sends: { ...early.sends, smsPerCountryHour: 1 },
    // Room for one message, whichever it is.
    spend: { monthlyUsd: 1, prices: { JP: { smsUsd: "0.60", voiceUsd: "0.60" } } },
  });
});
// The cap is of the calendar's month.
beforeEach(() => service.stack.advanceClock(32 * 24 * 3600));
afterAll(() => service.stack.close());

/** A login begun for an identifier, which then asks for an SMS. */
async function prepare(identifier: string) {
  const { held, methodIds } = await beginEarly(service, identifier);
  return () => call(service, "createChallenge", { held, body: { methodId: methodIds[0] } });
}

/** Prepared for somebody and for nobody, while everything is open. */
async function prepareBoth() {
  const ofNobody = await prepare(await nobodyWith(service, ["sms_code", "voice"]));
  // What everyone's sending has come to is read anew, and then known for a while.
  service.stack.advanceClock(11);
  return { ofNobody, ofSomebody: await prepare((await service.makeAccount()).identifier) };
}

const smsSent = () => service.stack.messages({ channel: "sms" }).length;

test("attack 1: given the country's SMS of the hour are used up, when a code is asked for before the password, then somebody and nobody see the same, and nothing is sent", async () => {
  const { ofNobody, ofSomebody } = await prepareBoth();
  await askEarly(service, await service.makeAccount());
  const before = smsSent();

  const { answer } = (await seenOf(ofSomebody)).seen;

  expect(answer).toContain('"delivery":"sent"');
  expect((await seenOf(ofNobody)).seen.answer).toEqual(answer);
  expect(smsSent()).toBe(before);
});

test("attack 1: given the month's money is used up, when a code is asked for before the password, then somebody and nobody see the same, and nothing is sent", async () => {
  const { ofNobody, ofSomebody } = await prepareBoth();
  const { client, held, methodIds } = await beginEarly(service, (await service.makeAccount()).identifier);
  await client.createChallenge({ ...held, body: { methodId: methodIds[1] ?? "" } });
  const before = smsSent();

  const { answer } = (await seenOf(ofSomebody)).seen;

  expect((await seenOf(ofNobody)).seen.answer).toEqual(answer);
  expect(smsSent()).toBe(before);
});
