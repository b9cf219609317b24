import type { Page, Route } from "playwright-core";
import { withService } from "../../infra/page-texts.ts";
import { problems } from "../../shared/contract/problems.ts";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import type { Service, Support } from "../../web/service.ts";
import { serviceIn } from "../support/page-texts.ts";

/** What can happen to a call between the page and the API: handlers for `page.route`. */
export const never = () => new Promise<never>(() => {});
export const lost = (route: Route) => route.abort("connectionfailed");

/** Answers with a refusal, where a real one would take long to bring about. */
export const refuse = (code: keyof typeof problems, more: Partial<ProblemBody>) => (route: Route) => {
  const { status, title } = problems[code];
  const json = { type: `urn:nidan:problem:${code}`, title, status, code, ...more };
  return route.fulfill({ status, contentType: "application/problem+json", json });
};

/** Changes answers on their way to the page. */
export const rewrite = (page: Page, url: string, from: RegExp, to: string) =>
  page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(from, to) });
  });

/** The pages as an operator has them who has set this. */
export async function setService(page: Page, wanted: Partial<Service>) {
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: withService(html, { ...serviceIn(html), ...wanted }) });
  });
  await page.reload();
}

export const nameSupport = (page: Page, support: Support) => setService(page, { support });
