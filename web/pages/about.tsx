import { useRef } from "preact/hooks";
import { useAnnounce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Sections } from "../parts/sections.tsx";
import { WayBack } from "../parts/way-back.tsx";
import { Ways, WayTo } from "../parts/ways.tsx";
import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";
import { shownNumber } from "../state/phone-number.ts";
import { paths, topicPaths } from "../state/routes.ts";
import { type ServiceFacts, useServiceFacts } from "../state/service.ts";

/** `/about/messages`: where our messages come from, and how to tell them from fraud. */
export function AboutPage() {
  const { locale, words } = useLanguage();
  const { about, help, common } = words;
  const announce = useAnnounce();
  const { facts, isLoading, hasFailed, load } = useServiceFacts();
  const heading = useRef<HTMLHeadingElement>(null);

  const retry = async () => {
    if (!(await load())) return;
    // The button that had the focus is gone.
    heading.current?.focus();
    announce(about.loaded);
  };

  return (
    <Page title={about.title}>
      <p class="lead">{about.lead(service.name[locale])}</p>
      <section class="help">
        <h2 ref={heading} tabIndex={-1}>
          {about.senders}
        </h2>
        {facts && <Senders facts={facts} />}
        {isLoading && !hasFailed && (
          <p class="loading">
            <span class="spinner" aria-hidden="true" />
            {about.loading}
          </p>
        )}
        {hasFailed && (
          <Notice kind="warning">
            <p>{about.failed}</p>
            <Button
              kind="small"
              text={common.tryAgain}
              busyText={common.trying}
              isBusy={isLoading}
              onClick={() => void retry()}
            />
          </Notice>
        )}
      </section>
      <Sections sections={about.sections} />
      <Ways>
        <WayTo to={topicPaths.unknown_message} text={help.topics.unknown_message.title} />
        <WayTo to={paths.helpIndex} text={help.index} />
      </Ways>
      <WayBack />
    </Page>
  );
}

function Senders({ facts: { shortName, senders } }: { readonly facts: ServiceFacts }) {
  const { about } = useLanguage().words;
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
