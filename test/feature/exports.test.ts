import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type * as z from "zod/mini";
import { runCommand } from "../../infra/cli/run.ts";
import { AccountExport } from "../../shared/contract/schemas.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { heldOf, outcome } from "../attack/visitor.ts";
import { ask, mailsTo, reason } from "../support/operator.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import {
  arrived,
  complete,
  enrolApp,
  makeCodes,
  type SignedIn,
  signIn,
  signInNew,
  stepUp,
  toldAt,
  wordy,
} from "../support/signed-in.ts";
import { openBrowser, trustIn } from "../support/test-browser.ts";
import { freshEmail } from "./adding.ts";
import { abroad, atHome, clientAt, startAt } from "./at-places.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

type Export = z.infer<typeof AccountExport>;
const words = "登録情報が書き出されました";

/** Somebody with everything that an account can have. */
async function everything() {
  const email = freshEmail();
  const phone = freshPhone();
  const person = await service.makeAccount([phone], [email]);
  const me = await signIn(service, person);
  const app = await enrolApp(service, me);
  const codes = await makeCodes(service, me);
  service.stack.advanceClock(31);
  await trustIn(service, openBrowser(service), person);
  return { me, person, phone, email, app, codes };
}
const own = async (me: SignedIn, before?: string): Promise<Export> => {
  await stepUp(service, me, "export_data");
  return me.client.exportOwn({ sessionToken: me.sessionToken, body: { before } });
};
const byOperator = async (sub: string, body: object = { reason }): Promise<Export> =>
  AccountExport.parse((await ask(service, `/accounts/${sub}/export`, body)).body);

/** All of an account's items that check, derive or name a secret. */
async function secretsOf(sub: string, identifier: string): Promise<readonly string[]> {
  const { directory, sessions } = service.dependencies;
  const account = await directory.findAccount(sub);
  const credential = await directory.findCredential(identifierKeyOf(canonicalIdentifier(identifier)));
  const ofAuthenticators = (account?.authenticators ?? []).flatMap(({ seed, codes }) => [
    seed?.sealed,
    codes?.salt,
    codes?.setId,
    codes?.shown?.sealed,
    ...Object.values(codes?.left ?? {}),
  ]);
  const ofBrowsers = (account?.browsers ?? []).flatMap(({ basis, newest, previous }) => [
    basis.nonce,
    newest,
    previous,
  ]);
  const ofSessions = (await sessions.list(sub)).map(({ sessionId }) => sessionId);
  const networks = account?.habits?.networks ?? [];
  const all = [credential?.passwordHash, ...ofAuthenticators, ...ofBrowsers, ...ofSessions, ...networks];
  return all.filter((one) => one !== undefined);
}

describe("an export", () => {
  test("given somebody with everything, when they take it with them, then all of it is there, numbers and addresses in full", async () => {
    const { me, person, phone, email } = await everything();
    const taken = await own(me);
    expect(taken.account).toMatchObject({ sub: person.sub, identifier: person.identifier, twoStepEnabled: true });
    expect(taken.authenticators.map(({ type, destination }) => [type, destination])).toEqual(
      expect.arrayContaining([
        ["phone", phone],
        ["email", email],
        ["totp", undefined],
      ]),
    );
    expect(taken.backupCodes).toMatchObject({ left: 10, total: 10 });
    expect([taken.trustedBrowsers.length, taken.sessions.length > 0]).toEqual([1, true]);
    expect(taken.habits?.signInsByHour).toHaveLength(24);
    const kinds = taken.activities.map(({ kind }) => kind);
    expect(kinds[0]).toBe("account_exported");
    expect(kinds).toEqual(expect.arrayContaining(["account_made", "signed_in", "method_added", "browser_trusted"]));
    expect(taken).not.toHaveProperty("next");
  });

  test("given somebody with everything, when it is exported by either, then nothing in it is or checks a secret", async () => {
    const { me, person, app, codes } = await everything();
    // As they come: a schema would leave out what it does not know.
    const handed = [await own(me), (await ask(service, `/accounts/${person.sub}/export`, { reason })).body];
    const texts = handed.map((one) => JSON.stringify(one));
    const secrets = [...(await secretsOf(person.sub, person.identifier)), app.key, ...codes, password, me.sessionToken];
    expect(secrets.length).toBeGreaterThan(25);
    for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe("what the service held against a sign-in", () => {
  test("given a sign-in that risk was seen in, when it is exported by either, then that is there, and neither score nor signals", async () => {
    const email = freshEmail();
    const person = await atHome(service, [email]);
    service.stack.advanceClock(24 * 3600);
    const answering = { by: "email_code", code: () => service.newestCode(email) } as const;
    const client = clientAt(service, abroad);
    const login = await complete(service, client, { login: await startAt(service, person, abroad), person, answering });
    const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
    const me = { person, client, sessionToken };
    service.stack.advanceClock(31);
    await stepUp(service, me, "export_data", answering);
    const handed = [await client.exportOwn({ sessionToken, body: {} }), await byOperator(person.sub)];
    for (const { activities } of handed) {
      expect(activities.find(({ kind }) => kind === "risk_asked")).toMatchObject({ by: "service" });
      expect(activities.filter(({ reason: told }) => /newCountry|unknownBrowser|^\d+:/.test(told ?? ""))).toEqual([]);
    }
  });
});

describe("an export by its owner", () => {
  test("given no fresh second factor, when it is asked for, then it is refused, and nothing is kept or told", async () => {
    const me = await signInNew(service);
    const call = () => outcome(me.client.exportOwn({ sessionToken: me.sessionToken, body: {} }));
    expect(await call()).toBe("insufficient_user_authentication");
    await stepUp(service, me, "export_data");
    expect(await call()).toBe("done");
    service.stack.advanceClock(301);
    expect(await call()).toBe("insufficient_user_authentication");
    const trail = await service.dependencies.activities.list(me.person.sub, { since: 0, limit: 100 });
    expect(trail.activities.filter(({ kind }) => kind === "account_exported")).toHaveLength(1);
  });

  test("given it was taken, when its owner reads mail and messages, then each tells of it", async () => {
    const email = freshEmail();
    const me = await signInNew(service, [freshPhone()], [email]);
    await own(me);
    await arrived(service, email, words);
    expect(toldAt(service, email, words)).toHaveLength(1);
  });

  test.each([
    "nonsense!",
    "",
    7,
  ])("given %j in place of a `next`, when it is asked for, then it is refused", async (before) => {
    const { person } = await signInNew(service);
    const { status, body } = await ask(service, `/accounts/${person.sub}/export`, { reason, before });
    expect([status, body.code]).toEqual([400, "invalid_request"]);
  });

  test("given a `next` that points elsewhere, when it is asked for, then nothing of another account is in it", async () => {
    const me = await signInNew(service);
    const before = Buffer.from("~#x").toString("base64url");
    const taken = await own(me, before);
    const { activities } = await service.dependencies.activities.list(me.person.sub, { since: 0, limit: 100 });
    expect(taken.activities.map(({ kind }) => kind)).toEqual(activities.map(({ kind }) => kind));
  });
});

describe("an export by the operator", () => {
  test("given a reason, when it is made, then who and why is kept, and its owner is told why", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    const made = await byOperator(person.sub);
    expect(made.activities[0]).toMatchObject({ kind: "account_exported", by: "operator", reason });
    expect(JSON.stringify(made)).not.toContain("arn:aws:");
    const [mail] = await mailsTo(service, email, 1);
    expect(mail?.text).toContain(reason);
    const { activities } = await service.dependencies.activities.list(person.sub, { since: 0, limit: 1 });
    expect(activities).toMatchObject([
      { kind: "account_exported", by: "operator", principal: expect.stringMatching(/^arn:aws:/) },
    ]);
  });

  test("given no reason, or no such account, when it is asked for, then it is refused", async () => {
    const person = await service.makeAccount();
    expect((await ask(service, `/accounts/${person.sub}/export`, {})).status).toBe(400);
    expect((await ask(service, "/accounts/AAAAAAAAAAAAAAAAAAAAAA/export", { reason })).status).toBe(404);
  });

  test("cli: given an account, when it is exported, then what is kept of it is printed as JSON", async () => {
    const phone = freshPhone();
    const person = await service.makeAccount([phone]);
    let out = "";
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      error: () => {},
    };
    const run = (...more: readonly string[]) =>
      runCommand(["account", "export", person.identifier, ...more, "--admin", service.stack.adminOrigin], terminal);
    expect([await run(), out]).toEqual([2, ""]);
    expect(await run("--reason", `Asked for in writing ${randomUUID()}`)).toBe(0);
    expect(AccountExport.parse(JSON.parse(out)).authenticators[0]?.destination).toBe(phone);
  });
});
