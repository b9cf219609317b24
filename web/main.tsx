import { render } from "preact";
import { App } from "./app.tsx";
import { groupOf, loadGroup } from "./groups/index.ts";
import { applyColours } from "./state/branding.ts";
import { firstLocale, type Spoken, speak } from "./state/locale.ts";
import { pageAt } from "./state/routes.ts";
import { applyTextSize } from "./state/text-size.ts";

/** What the first page needs is fetched side by side, so that nothing moves once it shows. */
async function start(root: HTMLElement): Promise<void> {
  const group = groupOf(pageAt(location.pathname));
  const [first] = await Promise.all([speakFirst(group !== undefined), group && loadGroup(group)]);
  root.replaceChildren();
  render(<App first={first} />, root);
}

/** Where only the other words are missing the page itself says so. */
async function speakFirst(hasMore: boolean): Promise<Spoken> {
  const locale = firstLocale();
  const core = speak(locale, false);
  return hasMore ? speak(locale, true).catch(() => core) : core;
}

/** No language, no words: the page itself has some of each. */
function tellFailure(root: HTMLElement): void {
  root.querySelector(".not-loaded")?.classList.add("not-loaded-known");
  const button = root.querySelector("button");
  if (button === null) return;
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
}

applyTextSize();
applyColours();
const root = document.getElementById("app");
if (root) start(root).catch(() => tellFailure(root));
