import { describe, expect, test } from "@jest/globals";
import { browserKey, noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbTrustedBrowsers } from "../../shared/adapters/dynamodb/trusted-browsers.ts";
import { days, hours, seconds, toEpochSeconds } from "../../shared/domain/duration.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import type { TrustedBrowser } from "../../shared/domain/trusted-browser.ts";
import { activityFor, browserOf, now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { beginAccount } from "./begun-account.ts";

export function describeTrustedBrowsers(use: () => Store): void {
  const port = () => dynamodbTrustedBrowsers(use().table);
  const from = { browser: "Firefox", system: "Linux" };

  /** A browser in the table, and its uses. */
  async function trusted(changes: Partial<TrustedBrowser> = {}) {
    const account = await beginAccount(use);
    const browser = browserOf({ browserId: id(), sub: account.sub, ...changes });
    await use().table.create({ ...browserKey(browser.sub, browser.browserId), ...browser });
    const { sub, browserId } = browser;
    const present = (digest: string, at: number, next = id(), epoch = 0) =>
      port().use(
        {
          sub,
          presented: { browserId, digest },
          next: { browserId, digest: next, basis: { keyId: "k", nonce: next }, token: "" },
          epoch,
          from,
        },
        at,
      );
    const stored = async () => (await account.read())?.browsers[0];
    return { ...account, browser, present, stored };
  }

  describe("TrustedBrowsers", () => {
    test("given one, when its account is read, then it comes with it, and is no authenticator", async () => {
      const { browser, read } = await trusted();
      expect(await read()).toMatchObject({ browsers: [browser], authenticators: [{ type: "phone" }] });
    });

    test("given the newest secret, when it is used, then the next takes its place", async () => {
      const { browser, present, stored } = await trusted();
      const used = await present(browser.newest, now + seconds(10), "next");
      const expected = {
        ...browser,
        newest: "next",
        basis: { keyId: "k", nonce: "next" },
        previous: browser.newest,
        replaced: browser.newest,
        isSeen: false,
        rotatedAt: now + seconds(10),
        lastUsedAt: now + seconds(10),
        from,
      };
      expect(used).toEqual({ isRotated: true, browser: expected });
      expect(await stored()).toEqual(expected);
    });

    test.each([
      ["used within its grace", {}, seconds(10) - 1, 0],
      ["used at its end", { expiresAt: now + seconds(20) }, seconds(20), 0],
      ["of an earlier epoch", {}, seconds(20), 1],
      ["stolen", { stolenAt: now }, seconds(20), 0],
    ])("given one that is %s, when it is used, then nothing changes, and what stands is told", async (_, changes, age, epoch) => {
      const { browser, present, stored } = await trusted(changes);
      expect(await present(browser.newest, now + age, id(), epoch)).toEqual({ isRotated: false, browser });
      expect(await stored()).toEqual(browser);
    });

    test.each([
      [false, true],
      [true, false],
    ])("given the newest was seen: %j, when the one before it is used after its grace, then it is rotated: %j", async (isSeen, expected) => {
      const { browser, present } = await trusted({ previous: "before", isSeen });
      const used = await present("before", now + seconds(10), "next");
      expect(used.isRotated).toBe(expected);
      if (!expected) return;
      expect(used.browser).toMatchObject({ newest: "next", previous: "before", replaced: browser.newest });
    });

    test("given none, when it is used, confirmed, named or stolen, then none comes into being", async () => {
      const { sub, stored } = await beginAccount(use).then((account) => ({
        ...account,
        stored: async () => (await account.read())?.browsers,
      }));
      const browser = browserOf({ sub, browserId: id() });
      const presented = { browserId: browser.browserId, digest: browser.newest };
      const next = { ...presented, basis: browser.basis, token: "" };
      expect(await port().use({ sub, presented, next, epoch: 0, from }, now + seconds(20))).toEqual({
        isRotated: false,
        browser: undefined,
      });
      expect(await port().confirm(sub, presented)).toEqual({ isStolen: false });
      expect(await port().rename(sub, browser.browserId, "PC", activityFor(sub))).toBe(false);
      const notices = [ownNotice("browser_copied", { sub: sub, id: browser.browserId, at: now, from: {} })];
      await port().markStolen(browser, { notices, activities: [activityFor(sub)] }, now);
      expect(await stored()).toEqual([]);
    });

    test("given many uses of one secret at once, then one of them rotates it", async () => {
      const { browser, present } = await trusted();
      const uses = await atOnce(20, () => present(browser.newest, now + seconds(10)));
      expect(uses.filter(({ isRotated }) => isRotated)).toHaveLength(1);
      expect(new Set(uses.map((one) => one.browser?.newest)).size).toBe(1);
    });

    test("given the answer of a use is lost, when the SDK sends it again, then it was the one that rotated", async () => {
      const { browser, present } = await trusted();
      use().loseAnswers(1);
      expect(await present(browser.newest, now + seconds(10), "next")).toMatchObject({
        isRotated: true,
        browser: { newest: "next" },
      });
    });

    test("given the newest arrived, when that is confirmed, then it counts alone; an older one's arrival says nothing", async () => {
      const { sub, browser, stored } = await trusted();
      const { browserId, newest } = browser;
      await port().confirm(sub, { browserId, digest: "older" });
      expect(await stored()).toEqual(browser);
      expect(await port().confirm(sub, { browserId, digest: newest })).toEqual({ isStolen: false });
      expect(await stored()).toEqual({ ...browser, isSeen: true });
    });

    test("given it was stolen, when that is marked twice, then the first time stands, with one notice, and longer than a session", async () => {
      const { sub, browser, stored } = await trusted({ expiresAt: now + hours(1) });
      const notice = ownNotice("browser_copied", { sub: sub, id: browser.browserId, at: now, from: {} });
      const traces = { notices: [notice], activities: [activityFor(sub)] } as const;
      for (const at of [now, now + 1]) await port().markStolen(browser, traces, at);
      expect(await stored()).toEqual({ ...browser, stolenAt: now });
      const item = await use().table.get(browserKey(sub, browser.browserId));
      expect(item?.ttl).toBe(toEpochSeconds(now + hours(25)));
      expect(await use().table.get(noticeKey(notice.noticeId))).toMatchObject({ kind: "browser_copied" });
      const { browserId, newest: digest } = browser;
      expect(await port().confirm(sub, { browserId, digest })).toEqual({ isStolen: true });
    });

    test("given a name, when it is renamed, then nothing else changes", async () => {
      const { sub, browser, stored } = await trusted();
      expect(await port().rename(sub, browser.browserId, "居間", activityFor(sub))).toBe(true);
      expect(await stored()).toEqual({ ...browser, name: "居間" });
    });

    test("given it is removed, when it is used, then there is none", async () => {
      const { sub, browser, present, stored } = await trusted();
      await port().remove(sub, browser.browserId, activityFor(sub));
      expect(await present(browser.newest, now + days(1))).toEqual({ isRotated: false, browser: undefined });
      expect(await stored()).toBeUndefined();
    });

    test("given all are removed, at once and again, then the account's time moves with each", async () => {
      const { sub, read } = await trusted();
      await Promise.all([0, 1].map((place) => port().removeAll(sub, { ...activityFor(sub), activityId: `${place}` })));
      expect((await read())?.subject.trustEpoch).toBe(2);
    });
  });
}
