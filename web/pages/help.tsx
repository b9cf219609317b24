import { Fragment } from "preact";
import { BackIcon } from "../parts/icons.tsx";
import { Link } from "../parts/link.tsx";
import { Page } from "../parts/page.tsx";
import { service } from "../service.ts";
import { useFlow } from "../state/flow.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";

/** `/login/help`: what to do when the SMS or the mail does not come: of the code that was asked for, else of both. The way back is to where the person was. */
export function HelpPage() {
  const { words } = useLanguage();
  const { held } = useFlow();
  const isPending = held?.login.status === "pending";
  const [back, text] = !isPending
    ? [paths.login, words.common.backToLogin]
    : held.login.challenge
      ? [paths.code, words.common.backToCode]
      : [paths.method, words.common.backToMethod];
  const asked = held?.login.challenge?.type;
  const types = asked === undefined ? (["sms_code", "email_code"] as const) : [asked];
  return (
    <Page title={words.help.title}>
      {types.map((type) => (
        <Fragment key={type}>
          <p class="lead">{words.help.lead[type]}</p>
          {words.help.sections[type].map(({ title, items }) => (
            <section class="help" key={title}>
              <h2>{title}</h2>
              <ul>
                {items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            </section>
          ))}
        </Fragment>
      ))}
      {service.contactUrl && (
        <p>
          <a href={service.contactUrl} target="_blank" rel="noopener noreferrer">
            {words.help.contact}
          </a>
        </p>
      )}
      <Link class="button button-secondary" to={back}>
        <BackIcon />
        {text}
      </Link>
    </Page>
  );
}
