import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";
import { shownNumber } from "../state/phone-number.ts";

/** The key that the call asks for before it tells the code, and who calls. */
export function CallKey({ callKey }: { readonly callKey: string }) {
  const { words } = useLanguage();
  const [caller] = service.senders.voice;
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
