import { useState } from "preact/hooks";
import type { AllMessages } from "../messages/index.ts";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Rename } from "../parts/rename.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { mayAdd, service } from "../service.ts";
import { api } from "../state/api.ts";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { type Authenticator, useOwn } from "../state/own.ts";
import { done, readAuthenticators, useLoaded, useOwnCall } from "../state/own-call.ts";
import { paths, queryOf, replacePath } from "../state/routes.ts";
import { authenticatorFacts } from "../state/settings-words.ts";

/** `/settings/methods/edit?id=…`: one number, address or app. */
export function EditMethodPage() {
  const { locale, words } = useFullLanguage();
  const own = words.settings.methods;
  const id = queryOf(useFlow().path, "id");
  const known = useLoaded(readAuthenticators);
  const [isRemoving, setRemoving] = useState(false);
  const authenticator = known.data?.authenticators.find(({ authenticatorId }) => authenticatorId === id);
  if (authenticator && isRemoving) {
    return <Remove key="remove" authenticator={authenticator} onCancel={() => setRemoving(false)} />;
  }
  return (
    <Page key="edit" title={own.editTitle} hasError={known.failure !== undefined}>
      <Loaded of={known}>
        {({ authenticators }) =>
          authenticator === undefined ? (
            <Notice kind="warning">
              <p>{own.gone}</p>
            </Notice>
          ) : (
            <>
              <Facts facts={authenticatorFacts(authenticator, words, locale)} />
              <Rename
                name={authenticator.name ?? ""}
                own={own}
                save={(name) =>
                  api.renameAuthenticator({
                    params: { authenticatorId: authenticator.authenticatorId },
                    body: { name },
                  })
                }
                saved="renamed"
                to={paths.methods}
              />
              <Ways>
                {replacements(authenticator, authenticators, own).map(({ to, text }) => (
                  <WayTo key={to} to={to} text={text} />
                ))}
                <WayBy onClick={() => setRemoving(true)} text={own.remove} />
              </Ways>
            </>
          )
        }
      </Loaded>
      <BackTo to={paths.methods} text={own.toList} />
    </Page>
  );
}

/** What can take its place: an account has one app, and what was never proved has no place. */
function replacements(
  { authenticatorId, type, status }: Authenticator,
  all: readonly Authenticator[],
  { replace, replaceApp, byApp, byDestination }: AllMessages["settings"]["methods"],
): { readonly to: string; readonly text: string }[] {
  if (status === "pending") return [];
  const hasApp = all.some((one) => one.type === "totp" && one.status !== "pending");
  const other = mayAdd("phone", "email")
    ? [{ to: replacePath("addMethod", authenticatorId), text: type === "totp" ? byDestination : replace }]
    : [];
  if (!mayAdd("totp")) return other;
  if (type === "totp") return [{ to: paths.setUpApp, text: replaceApp }, ...other];
  return hasApp ? other : [...other, { to: replacePath("setUpApp", authenticatorId), text: byApp }];
}

interface RemoveProps {
  readonly authenticator: Authenticator;
  readonly onCancel: () => void;
}

/** Removes it, once that is confirmed. */
function Remove({ authenticator, onCancel }: RemoveProps) {
  const { locale, words } = useFullLanguage();
  const flow = useFlow();
  const { saved } = useOwn();
  const own = words.settings.methods;
  const { busy, failure, run } = useOwnCall<"remove">();
  const remove = async () => {
    const params = { authenticatorId: authenticator.authenticatorId };
    if (!(await run("remove", () => done(api.removeAuthenticator({ params }))))) return;
    saved.current = "removed";
    flow.go(paths.methods);
  };
  const isLast = failure?.kind === "problem" && failure.problem.code === "last_method";
  return (
    <Page title={own.removeTitle} hasError={failure !== undefined}>
      <p class="lead">{own.removeLead}</p>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void remove()} />
      <Facts facts={authenticatorFacts(authenticator, words, locale)} />
      {!isLast && (
        <Button
          text={own.removeNow}
          busyText={own.removing}
          isBusy={busy !== undefined}
          onClick={() => void remove()}
        />
      )}
      <Ways>
        {isLast && mayAdd("phone", "email") && <WayTo to={paths.addMethod} text={own.add} />}
        {isLast && service.selfDisable && <WayTo to={paths.switch} text={words.settings.switch.offTitle} />}
        <WayBy onClick={onCancel} text={words.ways.unchanged} />
      </Ways>
    </Page>
  );
}
