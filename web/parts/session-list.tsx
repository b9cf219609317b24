import { useState } from "preact/hooks";
import { areaName, browserName } from "../../shared/contract/device-names.ts";
import { api } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { momentOf } from "../state/moment.ts";
import { done, readSessions, useLoaded, useOwnCall } from "../state/own-call.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Loaded } from "./loaded.tsx";
import { Notice } from "./notice.tsx";

/** Where somebody is signed in; each can be ended, or all but this one. */
export function SessionList() {
  const { locale, words } = useFullLanguage();
  const own = words.activity.sessions;
  const known = useLoaded(readSessions);
  const [isEnded, setEnded] = useState(false);
  const { busy, failure, run } = useOwnCall<string>();

  const end = async (during: string, call: () => Promise<unknown>) => {
    if (!(await run(during, () => done(call())))) return;
    setEnded(true);
    await known.load();
  };
  const endAll = () => end("all", () => api.endOtherSessions({}));
  return (
    <section class="part">
      <h2>{own.title}</h2>
      {isEnded && (
        <Notice kind="info">
          <p role="status">{own.ended}</p>
        </Notice>
      )}
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void known.load()} />
      <Loaded of={known}>
        {({ sessions }) => (
          <>
            <ul class="events">
              {sessions.map(({ sessionId, isCurrent, from, createdAt }) => {
                const browser = browserName(from) ?? own.unknown;
                return (
                  <li key={sessionId}>
                    <strong>
                      {browser} {isCurrent && <span class="badge">{own.current}</span>}
                    </strong>
                    <span class="hint">
                      {[areaName(from, locale), own.since(momentOf(createdAt, locale))]
                        .filter((part) => part !== undefined)
                        .join(" · ")}
                    </span>
                    {!isCurrent && (
                      <Button
                        kind="small"
                        text={own.end(browser)}
                        busyText={own.ending}
                        isBusy={busy === sessionId}
                        isBlocked={busy !== undefined}
                        onClick={() => void end(sessionId, () => api.endOtherSession({ params: { sessionId } }))}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
            {sessions.length > 2 && (
              <Button
                kind="secondary"
                text={own.endAll}
                busyText={own.ending}
                isBusy={busy === "all"}
                onClick={() => void endAll()}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
