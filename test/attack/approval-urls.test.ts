import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { askLink, newestLink } from "./links.ts";
import { freshAddress, heldOf, outcome, refusal } from "./visitor.ts";
import { waitingPhone } from "./waiting-phone.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, links: { sms: "approve" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const waiting = (client?: ReturnType<Service["from"]>) => waitingPhone(service, client);

describe("a URL", () => {
  test("linkApproval 3, attack 23: given it is looked at twenty times by every verb, then nothing changes", async () => {
    const { client, held, token, phone, approve } = await waiting();
    const before = await service.dependencies.logins.find(held.params.loginId);

    for (let time = 0; time < 20; time += 1) {
      await phone.inspectLink({ body: { token } });
      for (const method of ["GET", "HEAD"]) {
        await fetch(`${service.stack.origin}/v`, { method });
        await fetch(`${service.stack.origin}/v1/links/inspect`, { method });
        await fetch(`${service.stack.origin}/v1/links/redeem`, { method });
      }
    }

    expect(await service.dependencies.logins.find(held.params.loginId)).toEqual(before);
    await approve();
    expect((await client.getLogin(held)).status).toBe("complete");
  });

  test("linkApproval 4: given it is looked at, then it tells of the device that began, and of nobody's account", async () => {
    const person = await service.makeAccount();
    const { token, challenge } = await askLink(service, person);

    const shown = await service.from(freshAddress()).inspectLink({ body: { token } });

    expect(shown).toMatchObject({
      mode: "approve",
      purpose: "sign_in",
      reference: challenge.reference,
      asksMatchNumber: true,
      from: {},
    });
    expect(Object.values(shown)).not.toContain(challenge.matchNumber);
    const text = JSON.stringify(shown);
    expect([person.sub, person.identifier].filter((one) => text.includes(one))).toEqual([]);
  });

  test.each([
    ["its end is a second away", 599, "done"],
    ["its end has come", 600, "link_expired"],
  ])("linkApproval 8: given %s, when it is approved, then %s", async (_, after, code) => {
    const { approve } = await waiting();
    service.stack.advanceClock(after);
    expect(await outcome(approve())).toBe(code);
  });

  test("given a newer one, when the older is used, then it is superseded and the newer works", async () => {
    const { client, held, token, phone, ask, approve } = await waiting();
    service.stack.advanceClock(31);
    const newer = await ask();
    const { matchNumber = "" } = (await client.getLogin(held)).challenge ?? {};

    expect(newer).not.toBe(token);
    expect(await outcome(approve({ matchNumber }))).toBe("link_superseded");
    const body = { token: newer, decision: "approve", acknowledged: true, matchNumber } as const;
    expect(await phone.redeemLink({ body })).toEqual({ outcome: "approved" });
  });

  test("given a code was asked for instead, when the URL is used, then it is superseded", async () => {
    const { client, held, approve } = await waiting();
    const login = await client.getLogin(held);
    const code = login.methods.find(({ type }) => type === "sms_code")?.methodId ?? "";
    await client.createChallenge({ ...held, body: { methodId: code } });
    expect(await outcome(approve())).toBe("link_superseded");
  });

  test("given anything that is no token of ours, when it is presented, then all of it is answered the same", async () => {
    const { token, phone } = await waiting();
    const bytes = Buffer.from(token, "base64url");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    const forged = [bytes.toString("base64url"), "A".repeat(48), "x", token.slice(1), `${token}A`];

    const answers = await Promise.all(
      forged.flatMap((one) => [
        refusal(phone.inspectLink({ body: { token: one } })),
        refusal(phone.redeemLink({ body: { token: one, decision: "deny" } })),
      ]),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, code: "not_found" });
  });

  test("attack 25: given a poisoned host, when a URL is sent, then it leads to the configured one", async () => {
    const person = await service.makeAccount();
    const login = await service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } });
    const methodId = login.methods.find(({ type }) => type === "sms_link")?.methodId;

    await fetch(`${service.stack.origin}/v1/logins/${login.loginId}/challenges`, {
      method: "POST",
      headers: {
        ...service.edgeHeaders(freshAddress()),
        authorization: `Bearer ${login.loginToken}`,
        "content-type": "application/json",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "javascript",
        forwarded: "host=evil.example",
        origin: "https://evil.example",
      },
      body: JSON.stringify({ methodId }),
    });

    expect(newestLink(service, person).url).toBe(`${service.stack.origin}/v#${newestLink(service, person).token}`);
  });

  test.each([
    "inspect",
    "redeem",
  ])("attack 29: given a page of elsewhere, when it calls %s, then 403 and nothing is decided", async (verb) => {
    const { client, held, token } = await waiting();

    const answer = await fetch(`${service.stack.origin}/v1/links/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify({ token, ...(verb === "redeem" ? { decision: "deny" } : {}) }),
    });

    expect(answer.status).toBe(403);
    expect((await client.getLogin(held)).status).toBe("pending");
  });

  test("attack 26: given a URL is made, looked at and used, then its token is in no log line", async () => {
    const { token, phone, approve } = await waiting();
    await phone.inspectLink({ body: { token } });
    await approve();
    await outcome(approve());
    expect(service.stack.logs().filter((line) => line.includes(token))).toEqual([]);
  });

  test("given a step-up, when its methods are offered, then no URL is", async () => {
    const { client, held, approve } = await waiting();
    await approve();
    const { sessionToken = "" } = await client.issueToken({
      ...heldOf(await client.getLogin(held)),
      body: { session: "bearer" },
    });
    const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });
    expect(login.methods.map(({ type }) => type)).toEqual(["sms_code"]);
    const methodId = `sms_link.${login.methods[0]?.methodId.split(".")[1]}`;
    expect(await outcome(client.createChallenge({ ...heldOf(login), body: { methodId } }))).toBe("not_found");
  });

  test("given an idempotency key, when the same is asked again, then no second URL goes out and the number is there again", async () => {
    const person = await service.makeAccount();
    const client = service.from(freshAddress());
    const login = await client.startLogin({ body: { identifier: person.identifier, password } });
    const body = { methodId: login.methods.find(({ type }) => type === "sms_link")?.methodId ?? "" };
    const asked = { ...heldOf(login), body, idempotencyKey: randomUUID() };

    const [one, other] = [await client.createChallenge(asked), await client.createChallenge(asked)];

    expect(one.challenge).toEqual(other.challenge);
    expect(service.stack.messages({ to: person.phones[0] ?? "" })).toHaveLength(1);
  });
});
