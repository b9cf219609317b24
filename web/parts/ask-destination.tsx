import { useRef, useState } from "preact/hooks";
import { api } from "../state/api.ts";
import { useWait } from "../state/call.ts";
import { useFullLanguage } from "../state/locale.ts";
import { additionOf, type Destination, kinds, typeOf } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { type LoadedState, type readAll, useOwnCall } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { BackTo } from "./back-to.tsx";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { Loaded } from "./loaded.tsx";
import { Notice } from "./notice.tsx";
import { Page } from "./page.tsx";
import { Radios } from "./radios.tsx";
import { Replaced } from "./replaced.tsx";

interface AskDestinationProps {
  readonly known: LoadedState<Awaited<ReturnType<typeof readAll>>>;
  readonly replaces: string | undefined;
  readonly first: Destination;
  readonly onAdded: (added: AddedAuthenticator, destination: Destination) => void;
}

/** The new number or address, to which a code is then sent. */
export function AskDestination({ known, replaces, first, onAdded }: AskDestinationProps) {
  const { words } = useFullLanguage();
  const { add } = words.settings;
  const [kind, setKind] = useState(first.kind);
  const { busy, failure, setFailure, run } = useOwnCall<"add", "destination">();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "add") > 0;
  const type = typeOf({ kind });

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const destination = { kind, typed: entered("destination") };
    if (destination.typed.trim() === "") return setFailure({ kind: "empty", fields: ["destination"] });
    const added = await run("add", () => api.addAuthenticator({ body: additionOf(destination, replaces) }));
    if (added !== undefined) onAdded(added, destination);
  };
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  return (
    <Page title={replaces === undefined ? add.title : add.replaceTitle} hasError={failure !== undefined}>
      <p class="lead">{replaces === undefined ? add.lead : add.replaceLead}</p>
      {known.data?.settings.enabled === false && (
        <Notice kind="info">
          <p>{add.switchesOn}</p>
        </Notice>
      )}
      <FailureNotice
        failure={failure}
        empty={{ destination: add.empty[type] }}
        field="destination"
        own={{ invalid_request: add.refused[type], delivery_unavailable: add.undeliverable }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      {(replaces !== undefined || known.failure !== undefined) && (
        <Loaded of={known}>
          {({ authenticators }) => <Replaced authenticators={authenticators} replaces={replaces} />}
        </Loaded>
      )}
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <Radios
          name="kind"
          legend={add.kind}
          options={kinds.map((value) => ({ value, text: add.kinds[value] }))}
          chosen={first.kind}
          onChosen={(value) => setKind(kinds.find((each) => each === value) ?? kind)}
        />
        <TextField
          key={type}
          id="destination"
          label={add.destination[type]}
          {...(type === "phone" ? { hint: add.phoneHint } : {})}
          inputMode={type === "phone" ? "tel" : "email"}
          autoComplete={type === "phone" ? "tel" : "email"}
          initial={type === typeOf(first) ? first.typed : ""}
          onTyped={() => {}}
          isRefused={failure?.kind === "empty" || isRefused}
        />
        <Button text={add.send} busyText={add.sending} isBusy={busy !== undefined} isBlocked={isWaiting} />
      </Form>
      <BackTo to={paths.methods} text={words.ways.unchanged} />
    </Page>
  );
}
