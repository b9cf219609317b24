import { useEffect, useState } from "preact/hooks";
import { api, outcomeOf } from "./api.ts";

/** With so many left, people are asked to make new ones. */
export const fewLeft = 3;

/** How many backup codes the person has, after a sign-in; nothing where there are none, or that cannot be told now. */
export function useCodesLeft(): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    void outcomeOf(api.getSettings({})).then((outcome) => {
      if (outcome.kind === "answer") setLeft(outcome.answer.backupCodesLeft);
    });
  }, []);
  return left;
}
