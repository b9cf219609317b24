import type { ActivityKind } from "../../shared/contract/activity.ts";
import { areaName, browserName } from "../../shared/contract/device-names.ts";
import type { AllMessages } from "../messages/index.ts";
import { api } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { type Activity, readActivity, useLoaded, useOwnCall } from "../state/own-call.ts";
import { methodName } from "../state/settings-words.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Loaded } from "./loaded.tsx";

/** What happened, newest first; more is read when it is asked for. */
export function ActivityList() {
  const { words } = useFullLanguage();
  const own = words.activity.list;
  const known = useLoaded(readActivity);
  const { busy, failure, run } = useOwnCall<"more">();
  const more = async (before: string, shown: readonly Activity[]) => {
    const page = await run("more", () => api.listActivity({ query: { before } }));
    if (page !== undefined) known.setData({ ...page, activities: [...shown, ...page.activities] });
  };
  return (
    <section class="part">
      <h2>{own.title}</h2>
      <Loaded of={known}>
        {({ activities, next }) => (
          <>
            <ul class="events">
              {activities.map((activity) => (
                <Item key={activity.activityId} activity={activity} />
              ))}
            </ul>
            <FailureNotice
              failure={failure}
              isBusy={busy !== undefined}
              onRetry={() => void (next !== undefined && more(next, activities))}
            />
            {next !== undefined && (
              <Button
                kind="secondary"
                text={own.more}
                busyText={own.loadingMore}
                isBusy={busy !== undefined}
                onClick={() => void more(next, activities)}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Item({ activity }: { readonly activity: Activity }) {
  const { locale, words } = useFullLanguage();
  const { kind, at, by, from, method, hint = "" } = activity;
  const how = method === undefined ? hint : methodName({ type: method, hint }, words);
  const facts = [
    how,
    browserName(from),
    areaName(from, locale),
    by === "operator" ? words.activity.list.byOperator : "",
  ];
  return (
    <li>
      <strong>{kindWords(kind, words)}</strong>
      <span class="hint">{momentOf(at, locale)}</span>
      <span class="hint">{facts.filter((fact) => fact !== undefined && fact !== "").join(" · ")}</span>
    </li>
  );
}

/** New kinds may come before the pages know them. */
const kindWords = (kind: ActivityKind, { activity }: AllMessages): string =>
  Object.hasOwn(activity.kinds, kind) ? activity.kinds[kind] : activity.list.other;
