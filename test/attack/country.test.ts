import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";
import { beginLogin, outcome, refusal } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...roomy,
    email: { from: "no-reply@login.example.jp" },
    voice: { number: "+815000001234" },
    sends: { smsPerCountryHour: 5 },
  });
});
afterAll(() => service.stack.close());

/** A login of a new person with a number and an address, and the call that sends an SMS. */
async function prepare() {
  const person = await service.makeAccount([freshPhone()], [`person-${randomUUID()}@example.jp`]);
  const { client, held, methodIds } = await beginLogin(service, person);
  return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
}

test("attack 39 (country): given five SMS an hour, when eight are asked for at once, then five are sent; voice and mail are named, and the next hour sends again", async () => {
  const asks = [];
  for (let people = 0; people < 9; people += 1) asks.push(await prepare());
  const [last, ...eight] = asks;

  const outcomes = await Promise.all(eight.map((ask) => outcome(ask())));

  expect(outcomes.filter((one) => one === "done")).toHaveLength(5);
  expect(service.stack.messages({ channel: "sms" })).toHaveLength(5);
  const problem = await refusal(last?.() ?? Promise.resolve());
  expect(problem.methods?.map(({ type }) => type)).toEqual(["voice", "email_code"]);
  service.stack.advanceClock(3600);
  expect(await outcome((await prepare())())).toBe("done");
});
