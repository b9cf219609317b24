import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { freshAddress, heldOf, refusal } from "../attack/visitor.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { signIn, stepUp, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, links: { sms: "approve", smsPrefixes: ["+8190"] } });
});
afterAll(() => service.stack.close());

/** A number that the rule is for, and one that it is not for. */
async function withTwo() {
  const own = freshPhone();
  const other = own.replace(/^\+8190/, "+8170");
  const person = await service.makeAccount([own, other]);
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier, password } });
  const idsOf = (type: string) =>
    login.methods.filter((method) => method.type === type).map(({ methodId }) => methodId);
  return { person, own, other, client, held: heldOf(login), codes: idsOf("sms_code"), links: idsOf("sms_link") };
}

describe("linkApproval 2: a URL goes to a number that is registered, and eligible by the operator's rule", () => {
  test("given a number that is eligible and one that is not, when methods are offered, then codes for both and a URL for the one", async () => {
    const { codes, links } = await withTwo();
    expect(codes.length).toBe(2);
    expect(links).toEqual([codes[0]?.replace("sms_code", "sms_link")]);
  });

  test("given an eligible number, when a URL is asked for, then it goes there", async () => {
    const { client, held, links, own } = await withTwo();
    await client.createChallenge({ ...held, body: { methodId: links[0] ?? "" } });
    expect(service.stack.messages({ to: own, channel: "sms" }).at(-1)?.text).toMatch(/\/v#/);
  });

  test("given one that is not, when a URL is asked for past the pages, then it is refused and nothing is sent", async () => {
    const { client, held, codes, other } = await withTwo();
    const methodId = codes[1]?.replace("sms_code", "sms_link") ?? "";
    expect((await refusal(client.createChallenge({ ...held, body: { methodId } }))).code).toBe("not_found");
    expect(service.stack.messages({ to: other })).toEqual([]);
  });
});

test("given numbers that URLs may go to, when their owner steps up, then by a code alone", async () => {
  const { person } = await withTwo();
  const me = await signIn(service, person, { by: "sms_code", code: () => service.newestCode(person.phones[0] ?? "") });
  const { client, sessionToken } = me;
  const login = await client.startStepUp({ sessionToken, body: { action: "add_authenticator" } });
  expect(login.methods.map(({ type }) => type)).toEqual(["sms_code", "sms_code"]);
  service.stack.advanceClock(31);
  expect((await stepUp(service, me, "add_authenticator")).status).toBe("complete");
});
