import type { ComponentChildren } from "preact";
import type { Messages } from "../messages/index.ts";
import { destinationsOf } from "../state/destinations.ts";
import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { MethodIcon } from "./icons.tsx";

type Method = Login["methods"][number];

interface MethodChoiceProps {
  readonly methods: readonly Method[];
  /** The one to be chosen at first; left out, or not among them: the first. */
  readonly preferred: string | undefined;
  readonly onChosen: (methodId: string) => void;
}

export const sendsNothing = (type: Method["type"], { byMethod }: Messages): boolean =>
  byMethod[type].message === undefined;

/** What sends nothing, or something else than a code. */
export const isUnlikeCodes = (type: Method["type"], words: Messages): boolean =>
  sendsNothing(type, words) || words.byMethod[type].wait !== undefined;

/** What is said where they differ. */
export const mixedWords = (methods: readonly Method[], words: Messages) =>
  methods.some(({ type }) => isUnlikeCodes(type, words)) ? words.method.mixedHeld : words.method.mixed;

/** The one type of all the methods; nothing where they differ. */
export function onlyTypeOf(methods: readonly Method[]) {
  const [first, ...others] = methods;
  return others.every(({ type }) => type === first?.type) ? first?.type : undefined;
}

/** The masked numbers and addresses: a choice where there are several, and a plain line where there is one. */
export function MethodChoice({ methods, preferred, onChosen }: MethodChoiceProps) {
  const { words } = useLanguage();
  const [only] = methods;
  if (methods.length === 1 && only !== undefined) {
    return (
      <dl class="destination">
        <MethodIcon type={only.type} />
        <dt>{words.byMethod[only.type].destination}</dt>
        <dd>
          {only.hint || words.byMethod[only.type].way}
          <input type="hidden" name="method" value={only.methodId} />
        </dd>
      </dl>
    );
  }
  const first = methods.find(({ methodId }) => methodId === preferred) ?? only;
  const type = onlyTypeOf(methods);
  return (
    <fieldset class="choices">
      <legend>{(type === undefined ? mixedWords(methods, words) : words.byMethod[type]).legend}</legend>
      {type === undefined
        ? destinationsOf(methods).map((destination) => (
            <div class="choice-group" key={destination.methods[0]?.methodId}>
              {/* Each choice says it by itself. */}
              {destination.hint !== "" && <p aria-hidden="true">{destination.hint}</p>}
              {destination.methods.map((method) => (
                <Choice key={method.methodId} method={method} isFirst={method === first} onChosen={onChosen}>
                  <MethodIcon type={method.type} />
                  <span>
                    {words.byMethod[method.type].way} <span class="visually-hidden">{method.hint}</span>
                  </span>
                </Choice>
              ))}
            </div>
          ))
        : methods.map((method) => (
            <Choice key={method.methodId} method={method} isFirst={method === first} onChosen={onChosen}>
              <span>{method.hint}</span>
            </Choice>
          ))}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly method: Method;
  readonly isFirst: boolean;
  readonly onChosen: (methodId: string) => void;
  readonly children: ComponentChildren;
}

const Choice = ({ method, isFirst, onChosen, children }: ChoiceProps) => (
  <label class="choice">
    <input
      type="radio"
      name="method"
      value={method.methodId}
      defaultChecked={isFirst}
      onChange={() => onChosen(method.methodId)}
    />
    {children}
  </label>
);
