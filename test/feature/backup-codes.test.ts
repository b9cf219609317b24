import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { minutes, toSeconds } from "../../shared/domain/duration.ts";
import { freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { arrived, complete, makeCodes, signIn, signInNew, stepUp, toldAt, wordy } from "../support/signed-in.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody signed in with a number and an address, and a set of codes. */
async function prepare() {
  const email = `person-${randomUUID()}@example.jp`;
  const me = await signInNew(service, [freshPhone()], [email]);
  const codes = await makeCodes(service, me);
  const { client, sessionToken, person } = me;
  return {
    ...me,
    email,
    codes,
    first: codes[0] ?? "",
    make: (idempotencyKey?: string) =>
      client.makeBackupCodes({ sessionToken, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
    state: () => client.getBackupCodes({ sessionToken }),
    reveal: async () => {
      await stepUp(service, me, "reveal_backup_codes");
      return client.revealBackupCodes({ sessionToken });
    },
    /** Signs in by a code of the set. */
    use: (code: string) => signIn(service, person, { by: "backup_code", code: () => code }),
  };
}

const textsOf = ({ codes }: { readonly codes: readonly { readonly code: string }[] }) => codes.map(({ code }) => code);

describe("a set of backup codes", () => {
  test("authenticatorApp 8: given a new set, when it is shown, then it is ten different codes of eight digits", async () => {
    const { codes, state } = await prepare();
    expect(codes).toEqual(Array.from({ length: 10 }, () => expect.stringMatching(/^\d{8}$/)));
    expect(new Set(codes).size).toBe(10);
    expect(await state()).toMatchObject({ total: 10, left: 10, canReveal: true });
  });

  test("given no set, when its state is read, then there is none", async () => {
    const { client, sessionToken } = await signInNew(service);
    expect(await client.getBackupCodes({ sessionToken })).toEqual({ total: 0, left: 0, canReveal: false });
  });

  test("given no other method, when codes are made, then last_method", async () => {
    const me = await signInNew(service, []);
    await stepUp(service, me, "make_backup_codes");
    expect(await outcome(me.client.makeBackupCodes({ sessionToken: me.sessionToken }))).toBe("last_method");
  });

  test("given a set, when the table and the logs are read, then none of its codes is in them", async () => {
    const { codes, person } = await prepare();
    const kept = JSON.stringify(await service.dependencies.directory.findAccount(person.sub));
    expect(codes.filter((code) => kept.includes(code) || service.stack.logs().join("").includes(code))).toEqual([]);
  });

  test("given the same idempotency key, when it is made again, then it is the same set, with what was used", async () => {
    const { make, use } = await prepare();
    const key = randomUUID();
    const { codes } = await make(key);
    await use(codes[4]?.code ?? "");
    const again = await make(key);
    expect(textsOf(again)).toEqual(codes.map(({ code }) => code));
    expect(again.codes.map(({ used }) => used).indexOf(true)).toBe(4);
  });

  test("given a key whose set was replaced, when it is used again, then no void code comes back", async () => {
    const { make } = await prepare();
    const key = randomUUID();
    const old = textsOf(await make(key));
    await make(randomUUID());
    expect(textsOf(await make(key)).filter((code) => old.includes(code))).toEqual([]);
  });

  test("given another person's key, when it is used, then it is another set", async () => {
    const [one, other] = [await prepare(), await prepare()];
    const key = randomUUID();
    expect(textsOf(await one.make(key))).not.toEqual(textsOf(await other.make(key)));
  });

  test("given a new set, when it is made, then the owner is told", async () => {
    const { email, make } = await prepare();
    await make();
    await arrived(service, email, "バックアップコードが作成されました", 2);
    expect(toldAt(service, email, "バックアップコードが作成されました")).toHaveLength(2);
  });
});

describe("signing in by a backup code", () => {
  test("authenticatorApp 7: given a set, when each code signs in once, then each does, and then none", async () => {
    const { codes, use, state } = await prepare();
    const once = [];
    for (const code of codes) once.push(await outcome(use(code)));
    expect(once).toEqual(codes.map(() => "done"));
    expect((await state()).left).toBe(0);
    expect(await outcome(use(codes[0] ?? ""))).not.toBe("done");
  });

  test("given a code, when it signs in, then the result claims two factors, and the owner is told", async () => {
    const { client, person, email, first } = await prepare();
    const login = await client.startLogin({ body: { identifier: person.identifier, password } });
    const done = await complete(service, client, {
      login,
      person,
      answering: { by: "backup_code", code: () => first },
    });
    expect(decodeJwt((await client.issueToken(heldOf(done))).token).amr).toEqual(["pwd", "otp", "mfa"]);
    await arrived(service, email, "バックアップコードが使用されました");
    expect(toldAt(service, email, "バックアップコードが使用されました")).toHaveLength(1);
  });

  test.each<[string, (code: string) => string]>([
    ["with a hyphen", (code) => `${code.slice(0, 4)}-${code.slice(4)}`],
    ["in full width", (code) => code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
  ])("given a code, when it is typed %s, then it is accepted", async (_, typed) => {
    const { use, first } = await prepare();
    expect(await outcome(use(typed(first)))).toBe("done");
  });

  test("authenticatorApp 12: given codes are used, when three are left, then the owner is told, and not before", async () => {
    const { codes, use, email } = await prepare();
    const told = () => toldAt(service, email, "バックアップコードが残りわずかです").length;
    for (const code of codes.slice(0, 6)) await use(code);
    await arrived(service, email, "バックアップコードが使用されました", 6);
    const before = told();
    await use(codes[6] ?? "");
    await arrived(service, email, "バックアップコードが残りわずかです");
    expect([before, told()]).toEqual([0, 1]);
  });

  test("given the last code was used, when a login begins, then backup codes are offered no more", async () => {
    const { codes, use, client, person } = await prepare();
    for (const code of codes) await use(code);
    const { methods } = await client.startLogin({ body: { identifier: person.identifier, password } });
    expect(methods.map(({ type }) => type)).toEqual(["sms_code", "email_code"]);
  });

  test("authenticatorApp 11: given a new set, when codes of the old sign in, then none does, used or not", async () => {
    const { codes, use, make } = await prepare();
    await use(codes[0] ?? "");
    const [fresh] = textsOf(await make());
    const outcomes = [];
    for (const code of [codes[0] ?? "", codes[1] ?? "", fresh ?? ""]) outcomes.push(await outcome(use(code)));
    expect(outcomes).toEqual(["challenge_failed", "challenge_failed", "done"]);
  });

  test("given a code of another person, when it is entered, then it is refused", async () => {
    const [mine, other] = [await prepare(), await prepare()];
    expect(await outcome(mine.use(other.first))).toBe("challenge_failed");
  });

  test("given a backup code's challenge, when a code of six digits is entered, then it is wrong and costs a try", async () => {
    const { client, person } = await prepare();
    const begun = await service.from(freshAddress()).startLogin({ body: { identifier: person.identifier, password } });
    const methodId = begun.methods.find(({ type }) => type === "backup_code")?.methodId ?? "";
    await client.createChallenge({ ...heldOf(begun), body: { methodId } });
    expect(await outcome(client.verifyLogin({ ...heldOf(begun), body: { code: "123456" } }))).toBe("challenge_failed");
    expect((await client.getLogin(heldOf(begun))).challenge?.attemptsLeft).toBe(4);
  });
});

describe("manyChannels 16: showing the codes again", () => {
  test("given a step-up, when they are shown, then all ten, and which are used", async () => {
    const { codes, use, reveal } = await prepare();
    await use(codes[2] ?? "");
    const shown = await reveal();
    expect(textsOf(shown)).toEqual(codes);
    expect(shown.codes.map(({ used }) => used)).toEqual(codes.map((_, place) => place === 2));
  });

  test("attack 34: given they are shown, when mail is read, then the owner was told each time", async () => {
    const { reveal, email } = await prepare();
    await reveal();
    service.stack.advanceClock(toSeconds(minutes(1)));
    await reveal();
    await arrived(service, email, "バックアップコードが表示されました", 2);
    expect(toldAt(service, email, "バックアップコードが表示されました")).toHaveLength(2);
  });

  test("attack 34: given they are shown, when the audit trail is read, then each time is in it", async () => {
    const { reveal, person } = await prepare();
    await reveal();
    service.stack.advanceClock(1);
    await reveal();
    const { activities } = await service.dependencies.activities.list(person.sub, { since: 0, limit: 100 });
    const shown = activities.filter(({ kind }) => kind === "backup_codes_shown");
    expect(shown.map(({ by }) => by)).toEqual(["person", "person"]);
  });

  test("given no set, when codes are to be shown, then not_found", async () => {
    const me = await signInNew(service);
    await stepUp(service, me, "reveal_backup_codes");
    expect(await outcome(me.client.revealBackupCodes({ sessionToken: me.sessionToken }))).toBe("not_found");
  });
});
