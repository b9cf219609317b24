import { Page } from "../parts/page.tsx";
import { Sections } from "../parts/sections.tsx";
import { WayBack } from "../parts/way-back.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { useFullLanguage } from "../state/locale.ts";
import { shownNumber } from "../state/phone-number.ts";
import { paths, topicPaths } from "../state/routes.ts";

/** `/about/messages`: where our messages come from, and how to tell them from fraud. */
export function AboutPage() {
  const { locale, words } = useFullLanguage();
  const { about, help } = words;
  return (
    <Page title={words.ways.about}>
      <p class="lead">{about.lead(service.name[locale])}</p>
      <section class="help">
        <h2>{about.senders}</h2>
        <Senders />
      </section>
      <Sections sections={about.sections} />
      <Ways>
        <WayTo to={topicPaths.unknown_message} text={help.topics.unknown_message.title} />
        <WayTo to={paths.helpIndex} text={words.ways.help} />
      </Ways>
      <WayBack />
    </Page>
  );
}

function Senders() {
  const { about } = useFullLanguage().words;
  const { shortName, senders } = service;
  const rows = [
    { name: about.sms, from: senders.sms, none: about.smsVaries(shortName) },
    { name: about.voice, from: senders.voice, none: about.noVoice },
    { name: about.email, from: senders.email, none: about.noEmail },
  ];
  return (
    <dl class="facts">
      {rows.map(({ name, from, none }) => (
        <div key={name}>
          <dt>{name}</dt>
          {from.map((sender) => (
            <dd class="sender" key={sender}>
              {shownNumber(sender)}
            </dd>
          ))}
          {from.length === 0 && <dd>{none}</dd>}
        </div>
      ))}
    </dl>
  );
}
