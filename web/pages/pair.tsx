import { useState } from "preact/hooks";
import { BackTo } from "../parts/back-to.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { api, outcomeOf } from "../state/api.ts";
import { useFullLanguage } from "../state/locale.ts";
import { inGroups, pictureOf } from "../state/otpauth.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { readAuthenticators, useLoaded, useOwnCall } from "../state/own-call.ts";
import { usePolling } from "../state/polling.ts";
import { paths } from "../state/routes.ts";
import { useSecondsUntil } from "../state/server-time.ts";

/** Seconds between two looks at whether the phone has entered the code. */
const pace = 3;

/** `/settings/methods/app`: a code that pairs the app on another device with the account. */
export function PairPage() {
  const [added, setAdded] = useState<AddedAuthenticator>();
  const [isDone, setDone] = useState(false);
  if (isDone) return <Done key="done" />;
  if (added === undefined) return <Begin key="begin" onAdded={setAdded} />;
  return <Shown key="shown" added={added} onPaired={() => setDone(true)} onAgain={() => setAdded(undefined)} />;
}

function Begin({ onAdded }: { readonly onAdded: (added: AddedAuthenticator) => void }) {
  const { approvals, ways } = useFullLanguage().words;
  const own = approvals.pairing;
  const known = useLoaded(readAuthenticators);
  const { busy, failure, run } = useOwnCall<"add">();
  const [name, setName] = useState("");
  const start = async () => {
    if (busy) return;
    const trimmed = name.trim();
    const body = { type: "app", ...(trimmed === "" ? {} : { name: trimmed.slice(0, 40) }) } as const;
    const added = await run("add", () => api.addAuthenticator({ body }));
    if (added !== undefined) onAdded(added);
  };
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice
        failure={failure}
        own={{ last_method: own.needsOther }}
        isBusy={busy !== undefined}
        onRetry={() => void start()}
      />
      <Loaded of={known}>
        {() => (
          <Form onSubmit={() => void start()}>
            <TextField
              id="name"
              label={own.name}
              hint={own.nameHint}
              autoComplete="off"
              initial={name}
              onTyped={setName}
            />
            <Button text={own.start} busyText={own.starting} isBusy={busy !== undefined} />
          </Form>
        )}
      </Loaded>
      <BackTo to={paths.methods} text={ways.unchanged} />
    </Page>
  );
}

interface ShownProps {
  readonly added: AddedAuthenticator;
  readonly onPaired: () => void;
  readonly onAgain: () => void;
}

function Shown({ added: { authenticatorId, pairing, expiresAt }, onPaired, onAgain }: ShownProps) {
  const { locale, words } = useFullLanguage();
  const own = words.approvals.pairing;
  const isOver = useSecondsUntil(Date.parse(expiresAt)) === 0;
  usePolling(!isOver, pace, async () => {
    const outcome = await outcomeOf(readAuthenticators());
    if (outcome.kind !== "answer") return;
    const app = outcome.answer.authenticators.find((one) => one.authenticatorId === authenticatorId);
    if (app?.status === "active") onPaired();
  });
  const time = new Date(expiresAt).toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  return (
    <Page title={own.codeTitle} hasError={isOver}>
      <p class="lead">{own.codeLead}</p>
      {isOver && (
        <Notice kind="warning">
          <p>{own.over}</p>
        </Notice>
      )}
      {pairing && !isOver && (
        <>
          <p class="shown-code">{inGroups(pairing.code)}</p>
          <p class="hint">{own.until(time)}</p>
          <p>{own.scan}</p>
          <img class="qr" src={pictureOf(pairing.qrSvg)} alt={own.qr} width="240" height="240" />
          <p class="keep-open">{own.waiting}</p>
          <Notice kind="warning">
            <p>{own.never}</p>
          </Notice>
        </>
      )}
      {isOver && <Button text={own.again} onClick={onAgain} />}
      <BackTo to={paths.methods} text={words.ways.unchanged} />
    </Page>
  );
}

function Done() {
  const { approvals, settings } = useFullLanguage().words;
  return (
    <Page title={approvals.pairing.doneTitle} icon={<TickIcon />}>
      <p class="lead">{approvals.pairing.done}</p>
      <Ways>
        <WayTo to={paths.methods} text={settings.methods.toList} />
      </Ways>
    </Page>
  );
}
