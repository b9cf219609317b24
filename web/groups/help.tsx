import { AboutPage } from "../pages/about.tsx";
import { HelpIndexPage, HelpPage, TopicPage } from "../pages/help.tsx";
import type { Flow } from "../state/flow.ts";
import { isTopic } from "../state/routes.ts";

/** What can be read by anybody. */
export function HelpPages({ page }: Flow) {
  if (page === "about") return <AboutPage />;
  if (page === "helpIndex") return <HelpIndexPage />;
  return isTopic(page) ? <TopicPage topic={page} key={page} /> : <HelpPage key={page} />;
}
