import { useRef, useState } from "preact/hooks";
import { useCall } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { isNameRefused, trustAfterwards, wantedTrust } from "../state/trust.ts";
import { Button } from "./button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Form } from "./form.tsx";
import { Notice } from "./notice.tsx";
import { TrustName } from "./trust-fields.tsx";

/** Once the login is complete: this browser can still be trusted, whichever device proved the second factor. */
export function TrustOffer({ held: { login, trustToken } }: { readonly held: HeldLogin }) {
  const { words } = useLanguage();
  const flow = useFlow();
  const own = words.trust;
  const { busy, failure, setFailure, run } = useCall<"trust", "trustName">();
  const [isOver, setOver] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { trust } = login;

  const submit = async (entered: (field: string) => string) => {
    if (busy || trustToken === undefined) return;
    const wanted = wantedTrust((field) => (field === "trust" ? "yes" : entered(field)), trust);
    if (wanted === "empty") return setFailure({ kind: "empty", fields: ["trustName"] });
    if (wanted === undefined) return;
    const answer = await run("trust", () => trustAfterwards(login.loginId, trustToken, wanted.name));
    if (answer === "over") setOver(true);
    else if (answer !== undefined) flow.keep(answer);
  };

  if (isOver || trust?.registered) {
    return (
      <Notice kind={isOver ? "warning" : "info"}>
        <p role="status">{isOver ? own.over : own.registered}</p>
      </Notice>
    );
  }
  if (trust?.offered !== true || trustToken === undefined) return null;
  const isRefused = isNameRefused(failure);
  return (
    <section class="help">
      <h2>{own.title}</h2>
      <p>{own.hint(trust.days)}</p>
      <FailureNotice
        failure={failure}
        empty={{ trustName: own.nameEmpty }}
        {...(isRefused ? { field: "trustName" } : {})}
        own={{ invalid_request: own.nameWrong }}
        isBusy={busy !== undefined}
        onRetry={() => form.current?.requestSubmit()}
      />
      <Form formRef={form} onSubmit={(entered) => void submit(entered)}>
        <TrustName trust={trust} isRefused={isRefused} />
        <Button kind="secondary" text={own.register} busyText={own.registering} isBusy={busy !== undefined} />
      </Form>
    </section>
  );
}
