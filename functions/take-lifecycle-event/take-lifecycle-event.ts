import type * as z from "zod/mini";
import type { LifecycleEvent } from "../../shared/contract/schemas.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { heedEvent } from "../../shared/steps/lifecycle.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "log" | "random">;

/** An event of the operator's other systems, told by the bus. One about nobody's account is nothing to do. */
export async function takeLifecycleEvent(
  event: z.infer<typeof LifecycleEvent>,
  source: string,
  needs: Needs,
): Promise<void> {
  const { type } = event;
  try {
    needs.log.write("lifecycle_event", { type, outcome: await heedEvent(event, source, needs) });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "not_found") throw error;
    needs.log.write("lifecycle_event", { type, outcome: "no_account" });
  }
}
