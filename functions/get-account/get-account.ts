import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountOf, adminViewOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory">;

/** Reads an account by its id. */
export async function getAccount({ params }: RequestOf<"getAccount">, needs: Needs) {
  return adminViewOf(await accountOf(params.sub, needs), needs.config.settings, needs.clock.now());
}
