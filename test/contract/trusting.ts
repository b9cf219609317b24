import { describe, expect, test } from "@jest/globals";
import { dynamodbAuthenticators } from "../../shared/adapters/dynamodb/authenticators.ts";
import { browserKey, noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import type { Login } from "../../shared/domain/login.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { activityFor, browserOf, now, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { begin, beginAnswerable, complete, id } from "./begun.ts";
import { beginAccount } from "./begun-account.ts";

export function describeTrusting(use: () => Store): void {
  const itemOf = (sub: string, browserId: string) => use().table.get(browserKey(sub, browserId));

  describe("a browser that is trusted with the answer", () => {
    test("given a right answer, when it is accepted, then browser, login and what goes are one write", async () => {
      const { logins, answered, stored, login } = await beginAnswerable(use());
      const [browser, gone] = [1, 2].map(() => browserOf({ browserId: id(), sub: login.sub }));
      if (browser === undefined || gone === undefined) throw new Error("two were made");
      await use().table.create({ ...browserKey(gone.sub, gone.browserId), ...gone });
      const trusts = { browser, gone: [gone.browserId] };
      expect(await logins.acceptSecondFactor(answered({ trusts }), now)).toBe("accepted");
      expect(await stored()).toMatchObject({ state: "complete", registered: browser.browserId });
      expect(await itemOf(browser.sub, browser.browserId)).toMatchObject({
        ...browser,
        ttl: toEpochSeconds(browser.expiresAt),
      });
      expect(await itemOf(gone.sub, gone.browserId)).toBeUndefined();
    });

    test("given an answer that is refused, then no browser is trusted", async () => {
      const { logins, answered, login } = await beginAnswerable(use(), {}, { epoch: 1 });
      const browser = browserOf({ browserId: id(), sub: login.sub });
      const trusts = { browser, gone: [] };
      expect(await logins.acceptSecondFactor(answered({ trusts, epoch: 0 }), now)).toBe("refused");
      expect(await itemOf(browser.sub, browser.browserId)).toBeUndefined();
    });
  });

  describe("Logins.trust", () => {
    async function completed(changes: Partial<Login> = {}) {
      const begun = await begin(use(), { ...complete, ...changes });
      const trust = (generation = begun.login.generation, at = now) => {
        const browser = browserOf({ browserId: id(), sub: begun.login.sub });
        const notice = ownNotice("browser_trusted", { sub: browser.sub, id: browser.browserId, at, from: {} });
        return {
          browser,
          notice,
          done: begun.logins.trust(
            { ...begun.holder, generation },
            { browser, gone: [] },
            { notices: [notice], activities: [activityFor(browser.sub)] },
            at,
          ),
        };
      };
      return { ...begun, trust };
    }

    test("given a complete login, when its browser is trusted, then login, browser and notice say so", async () => {
      const { trust, stored } = await completed();
      const { browser, notice, done } = trust();
      expect(await done).toBe(true);
      expect((await stored())?.registered).toBe(browser.browserId);
      expect(await itemOf(browser.sub, browser.browserId)).toMatchObject(browser);
      expect(await use().table.get(noticeKey(notice.noticeId))).toMatchObject({ kind: "browser_trusted" });
    });

    test("given many at once, then one browser is trusted", async () => {
      const { trust, login } = await completed();
      const tried = await atOnce(10, async () => trust().done);
      expect(tried.filter((done) => done)).toHaveLength(1);
      expect(await use().table.query(`SUB#${login.sub}`, { from: "BROWSER#", to: "BROWSER#~" })).toHaveLength(1);
    });

    test.each<[string, Partial<Login>, number, number]>([
      ["is pending", { state: "pending" }, 2, now],
      ["was complete without a second factor", { secondFactor: undefined }, 2, now],
      ["is held by an older token", {}, 1, now],
      ["is over", {}, 2, now + minutes(30)],
    ])("given a login that %s, then no browser is trusted", async (_, changes, generation, at) => {
      const { trust, stored, login } = await completed(changes);
      const { browser, done } = trust(generation, at);
      expect(await done).toBe(false);
      expect(await stored()).toEqual(login);
      expect(await itemOf(browser.sub, browser.browserId)).toBeUndefined();
    });
  });

  test("Logins.completeByPassword: given a trusted browser, then the login says which, and by which secret", async () => {
    const { logins, login, stored } = await begin(use(), { generation: 1, password: { at: now } });
    const trusted = { browserId: "b", digest: "d" };
    await logins.completeByPassword({ ...login, trusted }, tracesFor(login.sub), now);
    expect(await stored()).toEqual({ ...login, state: "complete", trusted });
  });

  test("Authenticators.change: given it ends trust, then the account's time moves, whatever it was", async () => {
    const { basis, read, sub } = await beginAccount(use);
    const change = { subject: { secondFactor: false }, endsTrust: true, ...tracesFor(sub) };
    expect(await dynamodbAuthenticators(use().table).change(basis, change)).toBe(true);
    expect((await read())?.subject).toMatchObject({ trustEpoch: 1, version: 1, secondFactor: false });
  });
}
