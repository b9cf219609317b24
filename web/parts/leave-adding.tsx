import { useAdding } from "../state/adding.ts";
import { useFullLanguage } from "../state/locale.ts";
import { BackTo } from "./back-to.tsx";
import { WayBy, Ways } from "./ways.tsx";

/** Away from setting a method up: to the settings, or to the choice of another. */
export function LeaveAdding({ to }: { readonly to: string }) {
  const { words } = useFullLanguage();
  const { other } = useAdding();
  if (other === undefined) return <BackTo to={to} text={words.ways.unchanged} />;
  return (
    <Ways>
      <WayBy onClick={other} text={words.recovery.enrol.other} />
    </Ways>
  );
}
