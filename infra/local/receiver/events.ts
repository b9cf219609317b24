import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { awsJson, parseInput, type Service } from "./wire.ts";

const PutEvents = z.object({
  Entries: z.array(
    z.looseObject({
      Source: z.string(),
      DetailType: z.string(),
      Detail: z.string(),
      EventBusName: z.optional(z.string()),
    }),
  ),
});
export type BusEvent = z.infer<typeof PutEvents>["Entries"][number];

/** What a rule does with an event. */
export type BusRule = (event: BusEvent) => Promise<void>;

/** EventBridge: keeps the events in `kept`, oldest first, and hands each to the rule, for which nobody waits. */
export const createEvents = (kept: BusEvent[], rule: BusRule): Service =>
  awsJson("1.1", "AWSEvents", {
    PutEvents: (input) => {
      const { Entries } = parseInput(PutEvents, input, "ValidationException");
      kept.push(...Entries);
      for (const entry of Entries) void rule(entry);
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
    },
  });
