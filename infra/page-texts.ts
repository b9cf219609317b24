import type { Settings } from "../shared/settings.ts";
import type { Service } from "../web/service.ts";

/** The operator's own texts, as the pages take them. */
const serviceOf = ({ service: { name, shortName }, support, totp }: Settings): Service => ({
  name: name ?? { ja: shortName, en: shortName },
  support,
  apps: totp.apps,
});

/**
 * Puts the operator's own texts into the page itself: nothing more has to be asked for, nothing moves when it comes, and
 * the files with the code stay the same for every operator.
 */
export const withTexts = (html: string, settings: Settings): string => withService(html, serviceOf(settings));

const place = /(?<=<meta name="nidan-service" content=")[^"]*/;

/** @param service left out of it: as `web/service.ts` has it. */
export function withService(html: string, service: Partial<Service>): string {
  if (!place.test(html)) throw new Error("the page has no place for the operator's texts");
  const text = JSON.stringify(service).replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return html.replace(place, () => text);
}
