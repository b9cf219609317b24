import type { Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { Button } from "./button.tsx";

interface MethodsInsteadProps {
  readonly methods: Login["methods"];
  /** One of them is being sent by. */
  readonly isBusy: boolean;
  readonly kind?: "primary" | "small";
  readonly onChoose: (methodId: string) => void;
}

/** Ways to have the code come otherwise, each with one press. */
export function MethodsInstead({ methods, isBusy, kind = "small", onChoose }: MethodsInsteadProps) {
  const { words } = useLanguage();
  return methods.map(({ methodId, type, hint }) => (
    <Button
      key={methodId}
      kind={kind}
      text={words.byMethod[type].sendTo(hint)}
      isBusy={isBusy}
      onClick={() => onChoose(methodId)}
    />
  ));
}
