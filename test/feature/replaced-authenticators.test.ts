import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { outcome } from "../attack/visitor.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { arrived, replacing as replacementOf, signIn, stepUp, toldAt, wordy } from "../support/signed-in.ts";
import { codeAt, freshEmail, readyToAdd } from "./adding.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

describe("memberSite 9: a number that takes another's place", () => {
  /** A number, and the one that is to replace it, not proved yet. */
  async function replacing() {
    const old = freshPhone();
    const made = await readyToAdd(service, [old]);
    const [{ authenticatorId: replaces } = { authenticatorId: "" }] = await made.list();
    const phone = freshPhone();
    await stepUp(service, made, replacementOf(replaces));
    const { authenticatorId } = await made.add({ type: "phone", destination: phone, replaces });
    return { ...made, old, phone, replaces, authenticatorId };
  }

  test("given it is not proved, when the old one signs in, then it works as before", async () => {
    const { person } = await replacing();
    expect(await outcome(signIn(service, person))).toBe("done");
  });

  test("given it was proved, when methods are read, then the old one is gone", async () => {
    const { phone, prove, list, authenticatorId } = await replacing();
    await prove(authenticatorId, codeAt(service, phone, "sms"));
    expect((await list()).map((one) => one.authenticatorId)).toEqual([authenticatorId]);
  });

  test("attack 41: given it was proved, when notices are sent, then the old number and the new are told, once each", async () => {
    const { phone, old, prove, authenticatorId } = await replacing();
    await prove(authenticatorId, codeAt(service, phone, "sms"));
    for (const to of [old, phone]) {
      await arrived(service, to, "認証方法が変更されました");
      expect(toldAt(service, to, "認証方法が変更されました")).toHaveLength(1);
    }
  });

  test("attack 41: given the old number cannot be told for now, when notices are swept, then it is told, and the new one not again", async () => {
    const { phone, old, prove, authenticatorId } = await replacing();
    // The SDK tries twice.
    service.stack.setFault({ service: "sns", fault: "error", times: 2, to: old });
    await prove(authenticatorId, codeAt(service, phone, "sms"));
    await arrived(service, phone, "認証方法が変更されました");
    expect(toldAt(service, old, "認証方法が変更されました")).toHaveLength(0);
    service.stack.clearFaults();
    const copies = () => [old, phone].map((to) => toldAt(service, to, "認証方法が変更されました").length);
    // The first try may still be in hand at the first sweep.
    for (let sweeps = 0; sweeps < 3 && copies()[0] === 0; sweeps += 1) {
      service.stack.advanceClock(5 * 60);
      await service.stack.sweepNotices();
    }
    expect(copies()).toEqual([1, 1]);
  });

  test("given what is to be replaced is another person's, when a number is added, then it is not found", async () => {
    const { replaces } = await replacing();
    const { add } = await readyToAdd(service);
    expect(await outcome(add({ type: "phone", destination: freshPhone(), replaces }))).toBe("not_found");
  });

  test("attack 41: given a new address, when it is proved, then what the account had before is told, and not the new address alone", async () => {
    const old = freshPhone();
    const { add, prove } = await readyToAdd(service, [old]);
    const email = freshEmail();
    const { authenticatorId } = await add({ type: "email", destination: email });
    await prove(authenticatorId, codeAt(service, email, "email"));
    await arrived(service, old, "認証方法が追加されました");
    expect(toldAt(service, old, "認証方法が追加されました")).toHaveLength(1);
  });
});

describe("attack 41: an address that takes another's place", () => {
  test("given it was proved, when notices are sent, then the old address, the new one and the number are told, with when, browser and area", async () => {
    const [phone, old, email] = [freshPhone(), freshEmail(), freshEmail()];
    const made = await readyToAdd(service, [phone], [old]);
    const { authenticatorId: replaces = "" } = (await made.list()).find(({ type }) => type === "email") ?? {};
    await stepUp(service, made, replacementOf(replaces), {
      by: "email_code",
      code: () => codeAt(service, old, "email"),
    });
    const { authenticatorId } = await made.add({ type: "email", destination: email, replaces });
    await made.prove(authenticatorId, codeAt(service, email, "email"));
    for (const to of [phone, old, email]) {
      await arrived(service, to, "認証方法が変更されました");
      expect(toldAt(service, to, "認証方法が変更されました")).toHaveLength(1);
    }
    const [mail] = toldAt(service, old, "認証方法が変更されました");
    expect(mail?.text).toContain("対象の認証方法：メールアドレス");
  });
});

describe("an authenticator's end and name", () => {
  test("given the only method, when it is removed, then last_method", async () => {
    const { remove, list, ...me } = await readyToAdd(service);
    await stepUp(service, me, "remove_authenticator");
    const [only] = await list();
    expect(await outcome(remove(only?.authenticatorId ?? ""))).toBe("last_method");
  });

  test("given two, when one is removed, then it is gone and its number is told", async () => {
    const [gone, kept] = [freshPhone(), freshPhone()];
    const { remove, list, ...me } = await readyToAdd(service, [gone, kept]);
    await stepUp(service, me, "remove_authenticator");
    const before = await list();
    const { authenticatorId = "" } = before.find(({ hint }) => hint.endsWith(gone.slice(-4))) ?? {};
    await remove(authenticatorId);
    expect(await list()).toEqual(before.filter((one) => one.authenticatorId !== authenticatorId));
    for (const to of [gone, kept]) {
      await arrived(service, to, "認証方法が削除されました");
      expect(toldAt(service, to, "認証方法が削除されました")).toHaveLength(1);
    }
  });

  test("given one that was never proved, when it is removed, then without a step-up for that", async () => {
    const { add, remove, list } = await readyToAdd(service);
    const { authenticatorId } = await add({ type: "phone", destination: freshPhone() });
    await remove(authenticatorId);
    expect(await list()).toHaveLength(1);
  });

  test("given a name, when it is given, then it shows as it was written", async () => {
    const { client, sessionToken, list } = await readyToAdd(service);
    const [{ authenticatorId } = { authenticatorId: "" }] = await list();
    const name = `<a href="//x">仕事</a>`;
    await client.renameAuthenticator({ sessionToken, params: { authenticatorId }, body: { name } });
    expect((await list()).map((one) => one.name)).toEqual([name]);
  });

  test("given another person's, when it is renamed, removed or proved, then it is not found", async () => {
    const [{ authenticatorId } = { authenticatorId: "" }] = await (await readyToAdd(service)).list();
    const { client, sessionToken, remove, prove, ...me } = await readyToAdd(service);
    await stepUp(service, { client, sessionToken, ...me }, "remove_authenticator");
    const rename = client.renameAuthenticator({ sessionToken, params: { authenticatorId }, body: { name: "x" } });
    const calls = [rename, remove(authenticatorId), prove(authenticatorId, "123456")];
    expect(await Promise.all(calls.map(outcome))).toEqual(["not_found", "not_found", "not_found"]);
  });

  test("given ten, when an eleventh is added, then it is refused; when the tenth is asked for again, then it is sent again", async () => {
    const { add } = await readyToAdd(service);
    const phones = Array.from({ length: 10 }, freshPhone);
    const outcomes = [];
    for (const destination of phones) outcomes.push(await outcome(add({ type: "phone", destination })));
    service.stack.advanceClock(30);
    const again = await outcome(add({ type: "phone", destination: phones[8] ?? "" }));
    expect([...outcomes.slice(-2), again]).toEqual(["done", "invalid_request", "done"]);
  });
});
