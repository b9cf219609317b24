import { type Topic, topicOf } from "../messages/help.ts";
import { LostWay } from "../parts/lost-way.tsx";
import { isUnlikeCodes } from "../parts/method-choice.tsx";
import { Page } from "../parts/page.tsx";
import { Sections } from "../parts/sections.tsx";
import { Support } from "../parts/support.tsx";
import { WayBack } from "../parts/way-back.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { useFlow } from "../state/flow.ts";
import { useFullLanguage } from "../state/locale.ts";
import { paths, topicPaths, topics } from "../state/routes.ts";

/** `/help/…`: one topic, for anybody. */
export function TopicPage({ topic }: { readonly topic: Topic }) {
  return <Help topic={topic} title={useFullLanguage().words.help.topics[topic].title} />;
}

/** `/help`: what there is help for. */
export function HelpIndexPage() {
  return <Help title={useFullLanguage().words.ways.help} />;
}

/** `/login/help`: what to do when the code that was asked for does not come. */
export function HelpPage() {
  const { words } = useFullLanguage();
  const { title, topics } = words.help;
  const type = useFlow().held?.login.challenge?.type;
  if (type === undefined) return <Help title={title} isOfLogin />;
  const asked = topicOf(type);
  return <Help topic={asked} title={isUnlikeCodes(type, words) ? topics[asked].title : title} isOfLogin />;
}

interface HelpProps {
  readonly topic?: Topic;
  readonly title: string;
  /** Of a login that is under way. */
  readonly isOfLogin?: true;
}

function Help({ topic, title, isOfLogin }: HelpProps) {
  const { held } = useFlow();
  const { activity, help, ways } = useFullLanguage().words;
  return (
    <Page title={title}>
      <p class="lead">{topic === undefined ? help.indexLead : help.topics[topic].lead}</p>
      {topic !== undefined && (
        <>
          <Sections sections={help.topics[topic].sections} />
          <h2 class="related">{help.related}</h2>
        </>
      )}
      <Ways>
        {isOfLogin && held !== undefined && <LostWay login={held.login} />}
        {topic === "unknown_message" && <WayTo to={paths.activity} text={activity.title} />}
        {topics.flatMap((other) =>
          other === topic ? [] : [<WayTo key={other} to={topicPaths[other]} text={help.topics[other].title} />],
        )}
        <WayTo to={paths.about} text={ways.about} />
      </Ways>
      <Support />
      <WayBack />
    </Page>
  );
}
