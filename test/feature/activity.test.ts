import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { askLogin, freshAddress, outcome, refusal, wrongCode } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { raw, type SignedIn, signIn, signInNew, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, audit: { shownDays: 7 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const pages = async ({ client, sessionToken }: SignedIn) => {
  const all = [];
  let before: string | undefined;
  do {
    const page = await client.listActivity({ sessionToken, query: { before } });
    all.push(page.activities);
    before = page.next;
  } while (before !== undefined);
  return all;
};
const kindsOf = async (me: SignedIn) => (await pages(me)).flat().map(({ kind }) => kind);

describe("activity", () => {
  test("activity: given a sign-in and a wrong code, when it is read, then both are there with method, masked number and device, newest first", async () => {
    const me = await signInNew(service);
    const { client, held, code } = await askLogin(service, me.person);
    await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));

    const [all = []] = await pages(me);
    expect(all.map(({ kind }) => kind)).toEqual(["code_wrong", "code_sent", "signed_in", "code_sent", "account_made"]);
    expect(all[0]).toMatchObject({
      by: "person",
      method: "sms_code",
      count: 1,
      hint: expect.stringMatching(/^090-\*/),
    });
    expect(all[2]).toMatchObject({ by: "person", method: "sms_code", from: expect.any(Object) });
    expect(all[4]).toMatchObject({ by: "operator" });
    expect(JSON.stringify(all)).not.toContain("arn:aws");
  });

  test("activity: given more than a page, when it is read to the end, then each comes once", async () => {
    const me = await signInNew(service);
    for (let version = 0; version < 45; version += 1) {
      const body = { trustDays: version % 2 === 0 ? 7 : 30 } as const;
      await me.client.updateSettings({ sessionToken: me.sessionToken, ifMatch: version, body });
    }
    const all = await pages(me);
    expect(all.map(({ length }) => length)).toEqual([20, 20, 8]);
    expect(new Set(all.flat().map(({ activityId }) => activityId)).size).toBe(48);
  });

  test.each([
    [7 * 24 - 1, true],
    [7 * 24 + 1, false],
  ])("activity: given %i hours, when it is read after them, then it is shown: %s", async (hours, isShown) => {
    const { person } = await signInNew(service);
    service.stack.advanceClock(hours * 3600);
    expect((await kindsOf(await signIn(service, person))).includes("account_made")).toBe(isShown);
  });

  test("activity: given a stranger who guesses passwords and begins logins, when it is read, then nothing of that is in it", async () => {
    const me = await signInNew(service);
    const before = await kindsOf(me);
    const { identifier } = me.person;
    await outcome(service.from(freshAddress()).startLogin({ body: { identifier, password: "wrong-horse-battery" } }));
    await service.from(freshAddress()).startLogin({ body: { identifier } });
    expect(await kindsOf(me)).toEqual(before);
  });

  test.each([
    "%",
    "ab cd",
    "A".repeat(201),
    "é",
  ])("activity: given %j as a place, when it is read, then 400", async (before) => {
    const me = await signInNew(service);
    const url = `${service.stack.origin}/v1/me/activity?before=${encodeURIComponent(before)}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${me.sessionToken}` } });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: "#/before" })] }),
    ]);
  });

  test("activity: given a place of another account, when it is read from there, then only one's own is", async () => {
    const [me, other] = [await signInNew(service), await signInNew(service)];
    const foreign = (await pages(other)).flat()[0]?.activityId ?? "";
    const before = Buffer.from(foreign).toString("base64url");
    const { activities } = await me.client.listActivity({ sessionToken: me.sessionToken, query: { before } });
    const own = (await pages(me)).flat().map(({ activityId }) => activityId);
    expect(activities.every(({ activityId }) => own.includes(activityId))).toBe(true);
  });
});

describe("sessions", () => {
  const listOf = async ({ client, sessionToken }: SignedIn) => (await client.listSessions({ sessionToken })).sessions;
  const isOpen = async ({ client, sessionToken }: SignedIn) =>
    (await outcome(client.getSettings({ sessionToken }))) === "done";

  test("sessions: given two, when they are listed, then both are, one's own first, and one that ended is not", async () => {
    const me = await signInNew(service);
    const other = await signIn(service, me.person);
    const ended = await signIn(service, me.person);
    await ended.client.endSession({ sessionToken: ended.sessionToken });
    expect((await listOf(me)).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect((await listOf(other)).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  });

  test("sessions: given an idle one, when they are listed after an hour, then it is not", async () => {
    const { person } = await signInNew(service);
    service.stack.advanceClock(3601);
    expect(await listOf(await signIn(service, person))).toHaveLength(1);
  });

  test("sessions: given another, when it is ended, then at once, and it is kept", async () => {
    const me = await signInNew(service);
    const other = await signIn(service, me.person);
    const [, { sessionId = "" } = {}] = await listOf(me);
    await me.client.endOtherSession({ sessionToken: me.sessionToken, params: { sessionId } });
    expect([await isOpen(me), await isOpen(other)]).toEqual([true, false]);
    expect((await kindsOf(me))[0]).toBe("session_ended");
    const again = me.client.endOtherSession({ sessionToken: me.sessionToken, params: { sessionId } });
    expect(await outcome(again)).toBe("not_found");
  });

  test("sessions: given another account's, when it is to be ended, then it is not found, and stays", async () => {
    const [me, other] = [await signInNew(service), await signInNew(service)];
    const [{ sessionId = "" } = {}] = await listOf(other);
    const ending = me.client.endOtherSession({ sessionToken: me.sessionToken, params: { sessionId } });
    expect([await outcome(ending), await isOpen(other)]).toEqual(["not_found", true]);
  });

  test("sessions: given five, when all others are ended, then this one is left, and the number is kept", async () => {
    const me = await signInNew(service);
    const others = [];
    for (let count = 0; count < 4; count += 1) others.push(await signIn(service, me.person));
    await me.client.endOtherSessions({ sessionToken: me.sessionToken });
    expect(await isOpen(me)).toBe(true);
    for (const other of others) expect(await isOpen(other)).toBe(false);
    const { activities } = await me.client.listActivity({ sessionToken: me.sessionToken });
    expect(activities[0]).toMatchObject({ kind: "sessions_ended", count: 4 });
  });

  test("sessions: given the path of the current one, when it is called, then it signs out, and is no other's id", async () => {
    const me = await signInNew(service);
    const answer = await raw(service, "endSession", { bearer: me.sessionToken });
    expect([answer.status, await isOpen(me)]).toEqual([204, false]);
  });

  test.each([
    "endOtherSessions",
    "disavowOwn",
  ] as const)("sessions: given %s with a cookie from elsewhere, when it comes, then it is forbidden", async (name) => {
    const me = await signInNew(service);
    const answer = await raw(service, name, { cookie: me.sessionToken, origin: "https://evil.example" });
    expect(answer.status).toBe(403);
  });

  test("sessions: given nobody signed in, when they are listed or ended, then unauthenticated", async () => {
    const client = service.from(freshAddress());
    expect(await outcome(client.listSessions({}))).toBe("unauthenticated");
    expect(await outcome(client.endOtherSessions({}))).toBe("unauthenticated");
    expect(await outcome(client.listActivity({}))).toBe("unauthenticated");
  });
});
