import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { heedEvent } from "../../shared/steps/lifecycle.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** An event of the operator's other systems, told by a call. */
export async function recordLifecycleEvent({ body, principal }: RequestOf<"recordLifecycleEvent">, needs: Needs) {
  return { outcome: await heedEvent(body, principal.arn, needs) };
}
