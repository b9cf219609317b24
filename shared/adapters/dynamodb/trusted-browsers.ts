import { randomUUID } from "node:crypto";
import { hours, toEpochSeconds } from "../../domain/duration.ts";
import { TrustedBrowser, trustGrace } from "../../domain/trusted-browser.ts";
import type { NewBrowser, TrustedBrowsers } from "../../ports/trusted-browsers.ts";
import { activityParts } from "./activities.ts";
import { browserKey, subjectKey } from "./keys.ts";
import type { Change, Item, Part, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** A stolen one outlives the sessions that it has ended. */
const keptStolen = hours(25);

/** As a browser is written beside the login that it is trusted in. */
export const newBrowserParts = ({ browser, gone }: NewBrowser): Part[] => [
  {
    create: {
      ...browserKey(browser.sub, browser.browserId),
      ...browser,
      ttl: toEpochSeconds(browser.expiresAt),
    },
  },
  ...gone.map((browserId) => ({ remove: browserKey(browser.sub, browserId) })),
];

/** Every trusted browser of the subject is of an earlier time from now on. */
export const endingTrust = "trustEpoch = if_not_exists(trustEpoch, :never) + :once";
export const endingTrustValues = { ":never": 0, ":once": 1 } as const;

const parsed = (item: Item | undefined) => item && TrustedBrowser.parse(item);

/**
 * Trusted browsers in the table, and what becomes of their secrets:
 *
 *     newest, seen ── used ──▶ previous ── 10 s ──▶ a copy: whoever presents it, the browser is stolen
 *     newest, not seen ── the previous used ──▶ replaced ── 10 s ──▶ a copy
 *            └── its login goes on ──▶ newest, seen
 */
export const dynamodbTrustedBrowsers = (table: Table): TrustedBrowsers => ({
  async use({ sub, presented, next, epoch, from }, now) {
    const rotation: Change = {
      key: browserKey(sub, presented.browserId),
      update:
        "SET previous = :presented, replaced = newest, newest = :next, #basis = :basis, isSeen = :no, " +
        "rotatedAt = :now, lastUsedAt = :now, #from = :from",
      condition:
        "epoch = :epoch AND expiresAt > :now AND attribute_not_exists(stolenAt) AND rotatedAt <= :before AND " +
        "(newest = :presented OR (previous = :presented AND isSeen = :no))",
      names: { "#basis": "basis", "#from": "from" },
      values: {
        ":presented": presented.digest,
        ":next": next.digest,
        ":basis": next.basis,
        ":no": false,
        ":now": now,
        ":before": now - trustGrace,
        ":from": from,
        ":epoch": epoch,
      },
    };
    const written = await table.update(rotation);
    return { isRotated: written.done, browser: parsed(written.item) };
  },

  async confirm(sub, { browserId, digest }) {
    const written = await table.update({
      key: browserKey(sub, browserId),
      update: "SET isSeen = :yes",
      condition: "newest = :digest AND attribute_not_exists(stolenAt)",
      values: { ":yes": true, ":digest": digest },
    });
    return { isStolen: parsed(written.item)?.stolenAt !== undefined };
  },

  async markStolen({ sub, browserId, expiresAt }, traces, now) {
    const marking: Change = {
      key: browserKey(sub, browserId),
      update: "SET stolenAt = :now, #ttl = :ttl",
      condition: "attribute_exists(PK) AND attribute_not_exists(stolenAt)",
      names: { "#ttl": "ttl" },
      values: { ":now": now, ":ttl": toEpochSeconds(Math.max(expiresAt, now + keptStolen)) },
    };
    await table.transact([{ update: marking }, ...traceParts(traces)], randomUUID());
  },

  async rename(sub, browserId, name, activity) {
    const naming: Change = {
      key: browserKey(sub, browserId),
      update: "SET #name = :name",
      condition: "attribute_exists(PK)",
      names: { "#name": "name" },
      values: { ":name": name },
    };
    return (await table.transact([{ update: naming }, ...activityParts([activity])], randomUUID())) === undefined;
  },

  async remove(sub, browserId, activity) {
    await table.transact([{ remove: browserKey(sub, browserId) }, ...activityParts([activity])], randomUUID());
  },

  async removeAll(sub, activity) {
    const ending: Change = {
      key: subjectKey(sub),
      update: `SET ${endingTrust}`,
      condition: "attribute_exists(PK)",
      values: endingTrustValues,
    };
    await table.transact([{ update: ending }, ...activityParts([activity])], randomUUID());
  },
});
