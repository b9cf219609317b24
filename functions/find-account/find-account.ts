import type { Dependencies } from "../../shared/dependencies.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountOf, adminViewOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory">;

/** Finds an account by its identifier, in whichever spelling. */
export async function findAccount({ body }: RequestOf<"findAccount">, needs: Needs) {
  const credential = await needs.directory.findCredential(identifierKeyOf(canonicalIdentifier(body.identifier)));
  if (credential === undefined) throw new Problem("not_found", { detail: "there is no such account" });
  return adminViewOf(await accountOf(credential.sub, needs), needs.config.settings, needs.clock.now());
}
