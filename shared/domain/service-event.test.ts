import { describe, expect, test } from "@jest/globals";
import { now, settings } from "../../test/support/samples.ts";
import { activityKinds } from "../contract/activity.ts";
import { openapiDocument } from "../contract/openapi.ts";
import { ServiceEvent } from "../contract/service-event.ts";
import { activityOf } from "./activity.ts";
import { eventOf } from "./service-event.ts";

const facts: Parameters<typeof activityOf>[2] = {
  by: "operator",
  from: { browser: "Chrome", country: "JP" },
  method: "sms_code",
  hint: "090-****-5678",
  changed: ["trustDays"],
  count: 2,
  principal: "arn:aws:iam::000000000000:user/hanako",
  reason: "called from 090-1234-5678",
};
const occasion = { sub: "s", id: "l", at: now };
const of = (changes: object = {}) => ({ ...activityOf("code_wrong", occasion, facts, settings), ...changes });

describe("an event of a change", () => {
  test.each(activityKinds)("given %s, with facts and without, when it is told, then as the contract has it", (kind) => {
    for (const given of [facts, {}]) {
      const event = eventOf(activityOf(kind, occasion, given, settings));
      expect(ServiceEvent.parse(event)).toEqual(event);
      expect(event.type).toBe(kind);
    }
  });

  test("given the operator's reason, when it is told, then it stays in the trail: it may hold anything", () => {
    expect(JSON.stringify(eventOf(of()))).not.toContain("1234");
  });

  test("given the same item again, when it is told, then it has the same id", () => {
    expect(eventOf(of({ expiresAt: 1 })).eventId).toBe(eventOf(of()).eventId);
  });

  test.each([
    ["later, over the first", { at: now + 1 }],
    ["at once, over the first", { count: 3 }],
    ["of another account", { sub: "t" }],
    ["of another login", { activityId: "other" }],
  ])("given an item %s, when it is told, then it is another event", (_, changes) => {
    expect(eventOf(of(changes)).eventId).not.toBe(eventOf(of()).eventId);
  });

  test("given the API's description, when events are looked up, then their schema is in it", () => {
    expect(openapiDocument()).toMatchObject({
      webhooks: { serviceEvent: { post: {} }, webhookCall: { post: {} } },
      components: { schemas: { ServiceEvent: { required: ["eventId", "type", "time", "sub", "by", "from"] } } },
    });
  });
});
