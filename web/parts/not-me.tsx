import { service } from "../service.ts";
import { useFullLanguage } from "../state/locale.ts";
import { AskTicked } from "./ask-ticked.tsx";
import { ForgottenWay } from "./forgotten-way.tsx";
import { Notice } from "./notice.tsx";
import { Support } from "./support.tsx";
import { Ways } from "./ways.tsx";

interface AskProps {
  readonly isBusy: boolean;
  readonly onConfirmed: () => void;
}

/** Where passwords are kept elsewhere, none is chosen here, and nothing goes with it. */
const choosesHere = () => service.passwordsElsewhere === undefined;

/** What "not me" does, and whether it is meant. */
export function AskNotMe(asked: AskProps) {
  const own = useFullLanguage().words.activity.notMe;
  return (
    <AskTicked words={own} {...asked}>
      <p class="lead">{own.lead}</p>
      <ul class="points">
        {[...own.points, ...(choosesHere() ? [own.methodsGo] : [])].map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </AskTicked>
  );
}

/** What is to be done next. */
export function DoneNotMe() {
  const { words } = useFullLanguage();
  const own = words.activity.notMe;
  return (
    <>
      <p class="lead">{own.done}</p>
      <Notice kind="warning">
        <p>{own.next}</p>
        {choosesHere() && <p>{own.newAddress}</p>}
      </Notice>
      <Ways>
        <ForgottenWay text={words.ways.forgotten} />
      </Ways>
      <Support />
    </>
  );
}
