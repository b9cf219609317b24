import type { Dependencies } from "../../shared/dependencies.ts";
import { seconds, toRfc3339 } from "../../shared/domain/duration.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { resultClaims, resultType } from "../../shared/methods/claims.ts";
import { assertAccepted } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "random" | "signer">;

/**
 * Turns a completed login into a signed result. One round trip: the mark of issue and the subject, side by side. For
 * 60 s the same result comes again, so that a lost answer, or a signer that was down, loses nothing.
 */
export async function issueToken({ holder }: RequestOf<"issueToken">, needs: Needs) {
  const { clock, config, directory, logins, random, signer } = needs;
  const now = clock.now();
  const resultId = Buffer.from(random.bytes(16)).toString("base64url");
  const [issued, subject] = await Promise.all([logins.issue(holder, resultId, now), directory.findSubject(holder.sub)]);
  assertAccepted(issued, holder, now);
  // Ensure that no password change or reset came between.
  if (subject?.epoch !== issued.epoch) throw new Problem("login_closed");

  const claims = resultClaims(issued, config.origin, config.settings);
  return { token: await signer.sign({ typ: resultType }, claims), expiresAt: toRfc3339(seconds(claims.exp)) };
}
