import { useRef } from "preact/hooks";
import { useFlow } from "../state/flow.ts";
import { type Saved, useOwn } from "../state/own.ts";
import { useOwnCall } from "../state/own-call.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";

interface RenameProps {
  readonly name: string;
  readonly own: {
    readonly name: string;
    readonly nameHint: string;
    readonly nameEmpty: string;
    readonly nameWrong: string;
    readonly rename: string;
    readonly renaming: string;
    readonly gone: string;
  };
  readonly save: (name: string) => Promise<unknown>;
  /** What the page that comes next says. */
  readonly saved: Saved;
  readonly to: string;
}

/** What the person calls a number, an address, an app or a browser. */
export function Rename({ name, own, save, saved: said, to }: RenameProps) {
  const flow = useFlow();
  const { saved } = useOwn();
  const { busy, failure, setFailure, run } = useOwnCall<"rename", "name">();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (entered: (field: string) => string) => {
    const typed = entered("name").trim();
    if (typed === "") return setFailure({ kind: "empty", fields: ["name"] });
    const renamed = await run("rename", () => save(typed));
    if (renamed === undefined) return;
    saved.current = said;
    flow.go(to);
  };
  return (
    <>
      <FailureNotice
        failure={failure}
        empty={{ name: own.nameEmpty }}
        field="name"
        own={{ invalid_request: own.nameWrong, not_found: own.gone }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TextField
          id="name"
          label={own.name}
          hint={own.nameHint}
          autoComplete="off"
          initial={name}
          onTyped={() => {}}
          isRefused={failure !== undefined && failure.kind !== "network"}
        />
        <Button kind="secondary" text={own.rename} busyText={own.renaming} isBusy={busy !== undefined} />
      </Form>
    </>
  );
}
