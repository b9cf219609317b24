import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { MailIcon, PhoneIcon } from "./icons.tsx";

interface MethodChoiceProps {
  readonly methods: Login["methods"];
  /** The one used last in this login. */
  readonly last: string | undefined;
}

/** The one type of all the methods; nothing where they differ. */
export function onlyTypeOf(methods: Login["methods"]) {
  const [first, ...others] = methods;
  return others.every(({ type }) => type === first?.type) ? first?.type : undefined;
}

/** The masked numbers and addresses: a choice where there are several, and a plain line where there is one. */
export function MethodChoice({ methods, last }: MethodChoiceProps) {
  const { words } = useLanguage();
  const [only] = methods;
  if (methods.length === 1 && only !== undefined) {
    return (
      <dl class="destination">
        {only.type === "email_code" ? <MailIcon /> : <PhoneIcon />}
        <dt>{words.method.destination}</dt>
        <dd>
          {only.hint}
          <input type="hidden" name="method" value={only.methodId} />
        </dd>
      </dl>
    );
  }
  const first = methods.some(({ methodId }) => methodId === last) ? last : only?.methodId;
  const type = onlyTypeOf(methods);
  return (
    <fieldset class="choices">
      <legend>{type === undefined ? words.method.legendMixed : words.method.legend[type]}</legend>
      {methods.map(({ methodId, type: own, hint }) => (
        <label class="choice" key={methodId}>
          <input type="radio" name="method" value={methodId} defaultChecked={methodId === first} />
          <span>{type === undefined ? `${words.method.way[own]} ${hint}` : hint}</span>
        </label>
      ))}
    </fieldset>
  );
}
