import { useRef, useState } from "preact/hooks";
import { useAdding } from "../state/adding.ts";
import { useWait } from "../state/call.ts";
import { useFullLanguage } from "../state/locale.ts";
import { additionOf, type Destination, kinds, typeOf } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import type { LoadedState, readAll } from "../state/own-call.ts";
import { reactionTo } from "../state/reactions.ts";
import { paths } from "../state/routes.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { LeaveAdding } from "./leave-adding.tsx";
import { Loaded } from "./loaded.tsx";
import { Notice } from "./notice.tsx";
import { Page } from "./page.tsx";
import { Radios } from "./radios.tsx";
import { Replaced } from "./replaced.tsx";

interface AskDestinationProps {
  /** What the account has, where that matters. */
  readonly known?: LoadedState<Awaited<ReturnType<typeof readAll>>>;
  /** In place of what is said in the settings. */
  readonly titles?: { readonly title: string; readonly lead: string };
  readonly replaces: string | undefined;
  readonly first: Destination;
  readonly onAdded: (added: AddedAuthenticator, destination: Destination) => void;
}

/** The new number or address, to which a code is then sent. */
export function AskDestination({ known, titles, replaces, first, onAdded }: AskDestinationProps) {
  const { words } = useFullLanguage();
  const { add } = words.settings;
  const [kind, setKind] = useState(first.kind);
  const { add: send, startOver, useRun } = useAdding();
  const { busy, failure, setFailure, run } = useRun<"add", "destination">();
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = useWait(failure, "add") > 0;
  const type = typeOf({ kind });
  const inSettings = replaces === undefined ? add : { title: add.replaceTitle, lead: add.replaceLead };
  const said = titles ?? inSettings;

  const submit = async (entered: (field: string) => string) => {
    if (busy || isWaiting) return;
    const destination = { kind, typed: entered("destination") };
    if (destination.typed.trim() === "") return setFailure({ kind: "empty", fields: ["destination"] });
    const added = await run("add", () => send(additionOf(destination, replaces)));
    if (added !== undefined) onAdded(added, destination);
  };
  const isRefused = failure?.kind === "problem" && reactionTo(failure.problem).act === "correct";
  return (
    <Page title={said.title} hasError={failure !== undefined}>
      <p class="lead">{said.lead}</p>
      {known?.data?.settings.enabled === false && (
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
        {...(startOver ? { onStartOver: startOver } : {})}
      />
      {known && (replaces !== undefined || known.failure !== undefined) && (
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
        {type === "phone" && <p class="hint">{add.phoneWarning}</p>}
        <Button text={add.send} busyText={add.sending} isBusy={busy !== undefined} isBlocked={isWaiting} />
      </Form>
      <LeaveAdding to={paths.methods} />
    </Page>
  );
}
