import { useRef } from "preact/hooks";
import { api } from "../state/api.ts";
import { useFlow } from "../state/flow.ts";
import { useLanguage } from "../state/locale.ts";
import { type Authenticator, useOwn } from "../state/own.ts";
import { useOwnCall } from "../state/own-call.ts";
import { paths } from "../state/routes.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { TextField } from "./field.tsx";
import { Form } from "./form.tsx";

/** What the person calls a number, an address or an app. */
export function Rename({ authenticator: { authenticatorId, name = "" } }: { readonly authenticator: Authenticator }) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { saved } = useOwn();
  const own = words.settings.methods;
  const { busy, failure, setFailure, run } = useOwnCall<"rename", "name">();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (entered: (field: string) => string) => {
    const typed = entered("name").trim();
    if (typed === "") return setFailure({ kind: "empty", fields: ["name"] });
    const params = { authenticatorId };
    const renamed = await run("rename", () => api.renameAuthenticator({ params, body: { name: typed } }));
    if (renamed === undefined) return;
    saved.current = "renamed";
    flow.go(paths.methods);
  };
  return (
    <>
      <FailureNotice
        failure={failure}
        empty={{ name: own.nameEmpty }}
        field="name"
        own={{ invalid_request: own.nameWrong }}
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
