import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { PhoneIcon } from "./icons.tsx";

interface MethodChoiceProps {
  readonly methods: Login["methods"];
  /** The one used last in this login. */
  readonly last: string | undefined;
}

/** The masked numbers: a choice where there are several, and a plain line where there is one. */
export function MethodChoice({ methods, last }: MethodChoiceProps) {
  const { words } = useLanguage();
  const [only] = methods;
  if (methods.length === 1 && only !== undefined) {
    return (
      <dl class="destination">
        <PhoneIcon />
        <dt>{words.method.destination}</dt>
        <dd>
          {only.hint}
          <input type="hidden" name="method" value={only.methodId} />
        </dd>
      </dl>
    );
  }
  const first = methods.some(({ methodId }) => methodId === last) ? last : only?.methodId;
  return (
    <fieldset class="choices">
      <legend>{words.method.legend}</legend>
      {methods.map(({ methodId, hint }) => (
        <label class="choice" key={methodId}>
          <input type="radio" name="method" value={methodId} defaultChecked={methodId === first} />
          <span>{hint}</span>
        </label>
      ))}
    </fieldset>
  );
}
