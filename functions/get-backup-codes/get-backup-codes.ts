import type { Dependencies } from "../../shared/dependencies.ts";
import { leftOf } from "../../shared/domain/backup-codes.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { backupCodesOf } from "../../shared/steps/account-view.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** How many backup codes are left; none of them. */
export async function getBackupCodes({ session }: RequestOf<"getBackupCodes">, needs: Needs) {
  const { account } = await holdSession(session, needs);
  const codes = backupCodesOf(account)?.codes;
  return {
    total: codes?.total ?? 0,
    left: codes === undefined ? 0 : leftOf(codes),
    ...(codes === undefined ? {} : { createdAt: toRfc3339(codes.createdAt) }),
    canReveal: codes?.shown !== undefined,
  };
}
