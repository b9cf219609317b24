import { randomUUID } from "node:crypto";
import type { Context, EventBridgeEvent } from "aws-lambda";
import { lifecycleTypes } from "../../shared/contract/schemas.ts";
import { contextOf } from "./gateway/lambda.ts";
import type { BusRule } from "./receiver/events.ts";

type Handler = (event: EventBridgeEvent<string, unknown>, context: Context) => Promise<void>;

/** As a deployment of the name `nidan` has it. */
const lifecycleBus = "nidan-lifecycle";

/** How often Lambda calls a function that failed, in all. */
const mostTries = 3;

/** The rule on the bus: events of its types come to the function, which is tried again where it fails. */
export const deliverLifecycle =
  (handler: Handler): BusRule =>
  async ({ EventBusName, Source, DetailType, Detail }) => {
    const isOurs = EventBusName === lifecycleBus && lifecycleTypes.some((type) => type === DetailType);
    if (!isOurs) return;
    const event: EventBridgeEvent<string, unknown> = {
      id: randomUUID(),
      version: "0",
      account: "000000000000",
      time: new Date().toISOString(),
      region: "ap-northeast-1",
      resources: [],
      source: Source,
      "detail-type": DetailType,
      detail: JSON.parse(Detail),
    };
    for (let tries = 1; ; tries += 1) {
      try {
        return await handler(event, contextOf("take-lifecycle-event"));
      } catch {
        // Its own log says why; what is given up lies in the dead-letter queue on AWS.
        if (tries === mostTries) return;
      }
    }
  };
