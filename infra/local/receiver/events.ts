import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { awsJson, parseInput, type Service } from "./wire.ts";

const PutEvents = z.object({
  Entries: z
    .array(
      z.looseObject({
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        EventBusName: z.optional(z.string()),
      }),
    )
    .check(z.minLength(1), z.maxLength(10)),
});
export type BusEvent = z.infer<typeof PutEvents>["Entries"][number];

/** What a rule does with an event. */
export type BusRule = (event: BusEvent) => Promise<void>;

/** Whether the bus refuses an entry, while it takes the others of the call. */
type Refusing = () => boolean;

/** EventBridge: keeps the events in `kept`, oldest first, and hands each to the rule, for which nobody waits. */
export const createEvents = (kept: BusEvent[], rule: BusRule, refuses: Refusing): Service =>
  awsJson("1.1", "AWSEvents", {
    PutEvents: (input) => {
      const { Entries } = parseInput(PutEvents, input, "ValidationException");
      const answers = Entries.map((entry) => {
        if (refuses()) return { ErrorCode: "ThrottlingException", ErrorMessage: "Rate exceeded" };
        kept.push(entry);
        void rule(entry);
        return { EventId: randomUUID() };
      });
      return { FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers };
    },
  });
