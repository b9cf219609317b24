import { service } from "../service.ts";
import { useLanguage } from "../state/locale.ts";

/** Where people ask, by the ways that the operator has. */
export function Support() {
  const { locale, words } = useLanguage();
  const { support } = words;
  const { phone, web, app } = service.support;
  const hasNone = phone === undefined && web === undefined && app === undefined;
  return (
    <section class="help">
      <h2>{support.title}</h2>
      {hasNone && <p>{support.none}</p>}
      <dl class="facts">
        {phone && (
          <div>
            <dt>{support.phone}</dt>
            <dd>
              <a href={`tel:${phone.number}`}>{phone.number}</a>
            </dd>
            <dd class="hint">{phone.hours[locale]}</dd>
          </div>
        )}
        {web && (
          <div>
            <dt>{support.web}</dt>
            <dd>
              <a href={web} target="_blank" rel="noopener noreferrer">
                {support.toWeb}
              </a>
            </dd>
          </div>
        )}
        {app && (
          <div>
            <dt>{support.app}</dt>
            <dd>{app[locale]}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
