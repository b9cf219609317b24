import { coloursOf } from "../shared/domain/branding.ts";
import { serviceFactsOf } from "../shared/domain/service-facts.ts";
import type { Settings } from "../shared/settings.ts";
import type { Service } from "../web/service.ts";
import type { Logo, Logos } from "./branding.ts";

/** The operator's own texts, and what else the first page needs, as the pages take them. */
function serviceOf(settings: Settings, { logo, logoDark }: Logos): Service {
  const { service, support, texts, totp, trust, password } = settings;
  const { verifier } = password;
  const { shortName, name = { ja: shortName, en: shortName } } = service;
  const elsewhere = verifier && { passwordsElsewhere: { changePage: verifier.changePage } };
  const branding = { colours: coloursOf(settings.branding), logo: shown(logo), logoDark: shown(logoDark) };
  return {
    ...serviceFactsOf(settings),
    name,
    support,
    codeWord: texts.codeWord,
    selfDisable: settings.selfDisable,
    mostTrustDays: trust.mostDays,
    enrollable: settings.methods.enrollable,
    apps: totp.apps,
    branding,
    ...elsewhere,
  };
}

const shown = (logo: Logo | undefined) => logo && { src: logo.src, width: logo.width, height: logo.height };

/**
 * Puts the operator's own texts into the page itself: nothing more has to be asked for, nothing moves when it comes, and
 * the files with the code stay the same for every operator.
 */
export const withTexts = (html: string, settings: Settings, logos: Logos = {}): string =>
  withService(html, serviceOf(settings, logos));

const place = /(?<=<meta name="nidan-service" content=")[^"]*/;

/** @param service left out of it: as `web/service.ts` has it. */
export function withService(html: string, service: Partial<Service>): string {
  if (!place.test(html)) throw new Error("the page has no place for the operator's texts");
  const text = JSON.stringify(service).replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return html.replace(place, () => text);
}
