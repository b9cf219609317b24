import type { Dependencies } from "../../shared/dependencies.ts";
import { activityView } from "../../shared/domain/activity-view.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { activityPage } from "../../shared/steps/activity-page.ts";
import { accountOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "activities" | "directory">;

/** Of one answer. */
const pageLength = 100;

/** The audit trail of an account, as far back as it is kept, with what its owner is not shown: who did it, and why. */
export async function listAccountActivity({ params, query }: RequestOf<"listAccountActivity">, needs: Needs) {
  const wanted = { since: 0, before: query.before, limit: pageLength };
  const [{ found, ...rest }] = await Promise.all([
    activityPage(params.sub, wanted, needs),
    accountOf(params.sub, needs),
  ]);
  const activities = found.map((one) => ({
    activityId: one.activityId,
    ...activityView(one),
    ...(one.principal === undefined ? {} : { principal: one.principal }),
    ...(one.reason === undefined ? {} : { reason: one.reason }),
  }));
  return { activities, ...rest };
}
