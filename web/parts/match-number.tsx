import { useLanguage } from "../state/locale.ts";

/** The two digits that the other device asks for; they show on this screen alone. */
export function MatchNumber({ number }: { readonly number: string }) {
  const own = useLanguage().words.approvals.wait;
  return (
    <dl class="match-number">
      <dt>{own.number}</dt>
      <dd>{number}</dd>
    </dl>
  );
}
