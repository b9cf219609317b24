import { describe, expect, test } from "@jest/globals";
import type { ActivityKind } from "../../shared/contract/activity.ts";
import type { BusEvent } from "../../shared/contract/service-event.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { eventOf } from "../../shared/domain/service-event.ts";
import { jsonLog } from "../../shared/observability/log.ts";
import type { Webhook } from "../../shared/settings/webhooks.ts";
import { now, settings } from "../../test/support/samples.ts";
import { publishEvents } from "./publish-events.ts";

const eventOfKind = (kind: ActivityKind) => eventOf(activityOf(kind, { sub: "s", id: kind, at: now }, {}, settings));
const signedIn = eventOfKind("signed_in");
const locked = eventOfKind("account_locked");
const url = "https://crm.example.jp/";

/** What is put on the bus of these two, who signs what, and what must come again. */
async function published(webhooks: readonly Webhook[], failing: readonly string[] = []) {
  const put: BusEvent[] = [];
  const signed: (readonly [object, Readonly<Record<string, unknown>>])[] = [];
  const lines: string[] = [];
  const clock = { now: () => now };
  const again = await publishEvents([signedIn, locked], {
    clock,
    config: {
      settings: { ...settings, webhooks: [...webhooks] },
      origin: "https://login.example.jp",
      resources: { tableName: "", challengeKeyIds: [], vaultKeyIds: [], revealKeyIds: [], signingKeyIds: [] },
    },
    eventBus: {
      publish: async (events) => {
        put.push(...events);
        return events.map(() => true);
      },
    },
    log: jsonLog(clock, (line) => lines.push(line)),
    signer: {
      sign: async (header, claims) => {
        if (failing.includes(String(claims.jti))) throw new Error("SECRET");
        signed.push([header, claims]);
        return "TOKEN";
      },
      publicKeys: async () => [],
    },
  });
  return { put, signed, again, logged: lines.join("") };
}

describe("events for webhooks", () => {
  test("given no webhook, when events are put, then nothing is signed", async () => {
    const { put, signed } = await published([]);
    expect([put, signed]).toEqual([[signedIn, locked], []]);
  });

  test("given a webhook that wants one kind, when events are put, then that one alone is signed", async () => {
    const { put, signed } = await published([{ name: "crm", url, events: ["account_locked"] }]);
    expect(put).toEqual([signedIn, { ...locked, token: "TOKEN" }]);
    expect(signed).toHaveLength(1);
  });

  test("given two that want it, when an event is put, then it is signed once, for both, as the contract has it", async () => {
    const { signed } = await published([
      { name: "crm", url, events: ["account_locked"] },
      { name: "audit", url, events: ["account_locked", "account_unlocked"] },
      { name: "other", url, events: ["account_unlocked"] },
    ]);
    expect(signed).toEqual([
      [
        { typ: "nidan-event+jwt" },
        {
          iss: "https://login.example.jp",
          aud: ["crm", "audit"],
          iat: Math.floor(now / 1000),
          jti: locked.eventId,
          sub: "s",
          event: locked,
        },
      ],
    ]);
  });

  test("given one that KMS does not sign, when events are put, then it comes again, never unsigned, and the other goes", async () => {
    const { put, again, logged } = await published([{ name: "crm", url }], [signedIn.eventId]);
    expect([put, again]).toEqual([[{ ...locked, token: "TOKEN" }], [signedIn]]);
    expect(logged).toMatch(/"code":"event_not_signed"/);
    expect(logged).not.toContain("SECRET");
  });
});
