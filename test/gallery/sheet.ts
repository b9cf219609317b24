import type { Locale } from "../../shared/contract/schemas.ts";
import { html } from "../../web/reference/markup.ts";
import type { SetName } from "../e2e/states/sets.ts";
import type { Scheme, Screen } from "./options.ts";

/** One screenshot, and what it shows. */
export interface Shot {
  readonly set: SetName;
  readonly state: string;
  readonly locale: Locale;
  readonly screen: Screen;
  readonly scheme: Scheme;
  /** Within the folder of the shots. */
  readonly file: string;
}

/** The page of a state: `login` of `login-wrong`. */
const pageOf = ({ state }: Shot): string => state.split("-", 1)[0] ?? state;

const styles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center;
  padding: 0.75rem 1rem; background: Canvas; border-bottom: 1px solid GrayText; }
main { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; padding: 1rem; }
figure { margin: 0; }
figure.phone { width: 195px; } figure.pc { width: 480px; }
figure[hidden] { display: none; }
figcaption { font-size: 0.8125rem; overflow-wrap: anywhere; }
img { display: block; width: 100%; border: 1px solid GrayText; }`;

/** It opens from a file, so it brings its few lines along. */
const script = `
const form = document.forms[0], shots = [...document.querySelectorAll("figure")];
function choose() {
  const wanted = Object.fromEntries(new FormData(form));
  let count = 0;
  for (const shot of shots) {
    const isShown = ["page", "locale", "screen", "scheme"].every((key) => !wanted[key] || shot.dataset[key] === wanted[key])
      && shot.dataset.state.includes(wanted.text.trim());
    shot.hidden = !isShown;
    count += isShown;
  }
  document.querySelector("output").textContent = count + " of " + shots.length;
}
form.addEventListener("input", choose);
form.addEventListener("submit", (event) => event.preventDefault());
choose();`;

/** The sheet: every shot, to be narrowed down by page, language, size and scheme. */
export function sheetOf(
  shots: readonly Shot[],
  failures: readonly { readonly state: string; readonly failure: string }[],
) {
  const choice = (name: string, label: string, values: readonly string[]) => html`<label>${label}
<select name="${name}"><option value="">all</option>${[...new Set(values)].sort().map((value) => html`<option>${value}</option>`)}</select></label>`;
  const body = html`<form>
${choice("page", "Page", shots.map(pageOf))}
${choice(
  "locale",
  "Language",
  shots.map(({ locale }) => locale),
)}
${choice(
  "screen",
  "Size",
  shots.map(({ screen }) => screen),
)}
${choice(
  "scheme",
  "Scheme",
  shots.map(({ scheme }) => scheme),
)}
<label>State <input name="text" type="search"></label>
<output></output>
</form>
${failures.length > 0 && html`<ul>${failures.map(({ state, failure }) => html`<li>${state}: ${failure}</li>`)}</ul>`}
<main>${shots.map(
    (
      shot,
    ) => html`<figure class="${shot.screen}" data-page="${pageOf(shot)}" data-state="${shot.state}" data-locale="${shot.locale}" data-screen="${shot.screen}" data-scheme="${shot.scheme}">
<a href="shots/${shot.file}"><img loading="lazy" src="shots/${shot.file}" alt="${shot.state}"></a>
<figcaption>${shot.state} · ${shot.locale} · ${shot.screen} · ${shot.scheme}${shot.set !== "usual" && ` · ${shot.set}`}</figcaption>
</figure>`,
  )}</main>`.text;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>nidan: every page</title><style>${styles}</style></head>
<body>${body}<script>${script}</script></body></html>
`;
}
