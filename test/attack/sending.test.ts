import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { beginLogin, freshAddress, outcome } from "./visitor.ts";

const sends = 15;
let service: Service;

beforeAll(async () => {
  service = await startService({ sources: { startsPerMinute: 10_000, sendsPerTenMinutes: sends } });
});
afterAll(() => service.stack.close());

/** One account a number, each asking once for a code, from an address of its own or from the one given. */
async function askEach(phones: readonly string[], address?: string) {
  const outcomes: string[] = [];
  for (const phone of phones) {
    const person = await service.makeAccount([phone]);
    const { client, held, methodIds } = await beginLogin(service, person, address ?? freshAddress());
    outcomes.push(await outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } })));
  }
  return outcomes;
}
const sentTo = (phones: readonly string[]) => service.stack.messages().filter(({ to }) => phones.includes(to));

test("attack 39: given numbers alike in all but the last three digits, when the tenth was sent to, then no further one is, wherever it is asked from", async () => {
  const neighbours = Array.from({ length: 13 }, (_, place) => `+8170123450${String(place + 10)}`);

  const outcomes = await askEach(neighbours);

  expect(outcomes).toEqual([...Array(10).fill("done"), "too_many_sends", "too_many_sends", "too_many_sends"]);
  expect(sentTo(neighbours)).toHaveLength(10);
});

test("attack 39: given many accounts at one network, when it has asked for all that it may, then nothing more is sent for it, and another network goes on", async () => {
  const address = freshAddress();
  const strangers = Array.from({ length: sends }, freshPhone);
  expect(await askEach(strangers, address)).toEqual(Array(sends).fill("done"));
  const further = freshPhone();

  expect(await askEach([further], address)).toEqual(["too_many_sends"]);

  expect(sentTo([further])).toEqual([]);
  expect(await askEach([freshPhone()])).toEqual(["done"]);
});
