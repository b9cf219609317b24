import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { noticeLinkLife } from "../../shared/domain/account-token.ts";
import { days } from "../../shared/domain/duration.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import { askLink } from "../attack/links.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, outcome, tally } from "../attack/visitor.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { arrived, raw, signIn, signInNew, stepUp, toldAt, wordy } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({
    ...wordy,
    email: { from: "no-reply@login.example.jp" },
    links: { sms: "approve" },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody signed in twice, and a stranger with the password at each point of a login. */
async function attacked() {
  const emails = [`a-${randomUUID()}@example.jp`, `b-${randomUUID()}@example.jp`];
  const me = await signInNew(service, [freshPhone()], emails);
  const { person } = me;
  const other = await signIn(service, person);
  const begun = await beginLogin(service, person);
  const asked = await askLogin(service, person);
  const complete = await completeLogin(service, person);
  return { me, emails, person, other, begun, asked, complete };
}

const start = (identifier: string, given = password) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password: given } }));
const disavow = (token: string) => outcome(service.from(freshAddress()).disavow({ body: { token } }));

describe("not me", () => {
  test("not me: given logins under way, when the link of a notice is used, then none of them goes on, and nothing is sent for them", async () => {
    const { person, begun, asked, complete } = await attacked();
    expect(await disavow(await disavowalFor(service, person.sub))).toBe("done");

    const sent = service.stack.messages({ channel: "sms" }).length;
    const body = { methodId: begun.methodIds[0] };
    expect(await outcome(begun.client.createChallenge({ ...begun.held, body }))).toBe("login_closed");
    expect(service.stack.messages({ channel: "sms" })).toHaveLength(sent);
    const answer = { ...asked.held, body: { code: asked.code } };
    expect(await outcome(asked.client.verifyLogin(answer))).toBe("login_closed");
    expect(await outcome(complete.client.issueToken(complete.held))).toBe("login_closed");
  });

  test("not me: given it was said, when the account's habits are read, then a denial stands in them, by which the next sign-in is judged", async () => {
    const { sub } = await service.makeAccount();
    await disavow(await disavowalFor(service, sub));
    const account = await service.dependencies.directory.findAccount(sub);
    expect(account?.habits?.deniedAt).toBeGreaterThan(0);
  });

  test("not me: given the mail that tells of a change, when its link is used, then it is done; the mail asks for nothing else", async () => {
    const address = `c-${randomUUID()}@example.jp`;
    const me = await signInNew(service, [freshPhone()], [address]);
    await stepUp(service, me, "make_backup_codes");
    await me.client.makeBackupCodes({ sessionToken: me.sessionToken });
    await arrived(service, address, "バックアップコードが作成されました");
    const [mail] = toldAt(service, address, "バックアップコードが作成されました");
    const links = (mail?.text ?? "").match(/https?:\/\/\S+/g) ?? [];
    expect(links).toEqual([expect.stringMatching(/^http:\/\/localhost:\d+\/not-me#[\w-]{60}$/)]);
    expect(await disavow(links[0]?.split("#")[1] ?? "")).toBe("done");
    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("unauthenticated");
    await arrived(service, address, "ログイン状態をすべて解除しました");
    const [last] = toldAt(service, address, "ログイン状態をすべて解除しました");
    expect(last?.text).not.toContain("/not-me");
  });

  test("not me: given sessions, when it is said in one of them, then all end at once, this one too, and its cookie goes", async () => {
    const { me, other } = await attacked();
    const answer = await raw(service, "disavowOwn", { bearer: me.sessionToken });
    expect([answer.status, answer.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining("Max-Age=0")]);
    for (const { client, sessionToken } of [me, other]) {
      expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
    }
  });

  test("not me: given the password, when somebody signs in with it afterwards, then it must be changed first, and a wrong one is told nothing", async () => {
    const { person } = await attacked();
    await disavow(await disavowalFor(service, person.sub));
    expect([await start(person.identifier), await start(person.identifier, "wrong-horse-battery")]).toEqual([
      "password_change_required",
      "credentials_invalid",
    ]);
    const client = service.from(freshAddress());
    const { loginId, loginToken = "" } = await client.startLogin({ body: { identifier: person.identifier } });
    const late = client.verifyLogin({ params: { loginId }, loginToken, body: { password } });
    expect(await outcome(late)).toBe("password_change_required");
  });

  test("not me: given an account with several addresses and a number, when it is said, then each is told", async () => {
    const { person, emails } = await attacked();
    await disavow(await disavowalFor(service, person.sub));
    const places = [...emails, ...person.phones];
    await Promise.all(places.map((to) => arrived(service, to, "ログイン状態をすべて解除しました")));
    for (const to of places) expect(toldAt(service, to, "ログイン状態をすべて解除しました").length).toBeGreaterThan(0);
  });

  test("not me: given a link, when it comes 20 times at once, then it is used once", async () => {
    const { person } = await attacked();
    const token = await disavowalFor(service, person.sub);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => disavow(token)));
    expect(tally(outcomes)).toEqual({ done: 1, link_used: 19 });
    const { activities } = await service.dependencies.activities.list(person.sub, { since: 0, limit: 100 });
    expect(activities.filter(({ kind }) => kind === "disavowed")).toHaveLength(1);
  });

  test("not me: given two notices, when one's link is used, then the other's is too", async () => {
    const { person } = await attacked();
    const older = await disavowalFor(service, person.sub);
    service.stack.advanceClock(60);
    expect(await disavow(await disavowalFor(service, person.sub))).toBe("done");
    expect(await disavow(older)).toBe("link_used");
  });

  test("not me: given forged, cut and expired tokens and one of nobody's, when they come, then all look alike", async () => {
    const { person } = await attacked();
    const token = await disavowalFor(service, person.sub);
    const whose = { sub: "A".repeat(22), epoch: 0 };
    const nobodys = await accountLinkOf("disavowal", whose, Date.now() + noticeLinkLife, service.dependencies);
    const flipped = `${token.slice(0, 30)}${token[30] === "A" ? "B" : "A"}${token.slice(31)}`;
    const answers = [];
    for (const forged of [flipped, token.slice(0, -4), "x", nobodys]) {
      answers.push(await (await raw(service, "disavow", { body: { token: forged } })).text());
    }
    service.stack.advanceClock(days(14) / 1000 + 1);
    answers.push(await (await raw(service, "disavow", { body: { token } })).text());
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ code: "link_expired", status: 410 });
  });

  test("not me: given a day before its end, when the link is used, then it works", async () => {
    const { person } = await attacked();
    const token = await disavowalFor(service, person.sub);
    service.stack.advanceClock(days(13) / 1000);
    expect(await disavow(token)).toBe("done");
  });

  test("not me: given a lost answer of the write, when the link is used, then it is done, and said to be", async () => {
    const { person } = await attacked();
    const token = await disavowalFor(service, person.sub);
    service.stack.setFault({ service: "dynamodb", fault: "timeoutAfterCommit", times: 1 });
    expect(await disavow(token)).not.toBe("internal");
    service.stack.clearFaults();
    expect(await start(person.identifier)).toBe("password_change_required");
  });

  test("linkApproval 7: given a login that is denied by its one-time URL, when the phone says not me, then all of it ends", async () => {
    const me = await signInNew(service);
    const { token } = await askLink(service, me.person);
    const phone = service.from(freshAddress());
    const { outcome: decided, disavowal = "" } = await phone.redeemLink({ body: { token, decision: "deny" } });
    expect([decided, await disavow(disavowal)]).toEqual(["denied", "done"]);
    expect(await start(me.person.identifier)).toBe("password_change_required");
    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("unauthenticated");
  });

  test("not me: given a session in a cookie, when it is said from elsewhere, then it is forbidden", async () => {
    const { me } = await attacked();
    const origin = "https://evil.example";
    expect((await raw(service, "disavowOwn", { cookie: me.sessionToken, origin })).status).toBe(403);
    expect(await outcome(me.client.getSettings({ sessionToken: me.sessionToken }))).toBe("done");
  });
});
