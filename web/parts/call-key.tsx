import { useLanguage } from "../state/locale.ts";
import { shownNumber } from "../state/phone-number.ts";
import { useServiceFacts } from "../state/service.ts";

/** The key that the call asks for before it tells the code, and who calls. */
export function CallKey({ callKey }: { readonly callKey: string }) {
  const { words } = useLanguage();
  const [caller] = useServiceFacts().facts?.senders.voice ?? [];
  return (
    <div class="call-key">
      <p class="call-key-sign" aria-hidden="true">
        {callKey}
      </p>
      <p>{words.code.callKey(callKey)}</p>
      {caller !== undefined && <p class="hint">{words.code.callFrom(shownNumber(caller))}</p>}
    </div>
  );
}
