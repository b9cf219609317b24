import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { awsJson, parseInput, type Service } from "./wire.ts";

const PutEvents = z.object({
  Entries: z.array(z.looseObject({ Source: z.string(), DetailType: z.string(), Detail: z.string() })),
});
export type BusEvent = z.infer<typeof PutEvents>["Entries"][number];

/** EventBridge: keeps the events in `kept`, oldest first. */
export const createEvents = (kept: BusEvent[]): Service =>
  awsJson("1.1", "AWSEvents", {
    PutEvents: (input) => {
      const { Entries } = parseInput(PutEvents, input, "ValidationException");
      kept.push(...Entries);
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
    },
  });
