import type { Plan } from "./plan.ts";
import { lines, type Watches } from "./watch.ts";

/** Pushes that do not go out, where there are any. */
export function approvalWatches({ deployment: { push } }: Plan): Watches {
  if (push.fcmSecretArn === undefined && push.apns === undefined) return {};
  return {
    "push-failures": {
      metric: lines("challenge_not_sent", { channel: "push" }),
      threshold: 5,
      what: "Five requests to apps in 5 min were not pushed; other methods were offered.",
      runbook: "pushes-do-not-go-out",
    },
  };
}
