import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { buildPages, createPages } from "../../infra/local/pages.ts";
import { pageHeaders } from "../../infra/page-headers.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { short, tableOf, times } from "./report.ts";

/** A mid-range phone on a slow mobile network, as Chromium imitates one. */
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };
const slowdown = 4;
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (0.75 * 1_000_000) / 8,
};
/** Each from an empty cache. */
const rounds = 7;

/** The least that a page can be, under the same headers. */
const empty =
  '<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ログイン</title></head><body><h1>ログイン</h1></body></html>';

interface Render {
  readonly page: string;
  readonly fcpMs: number;
  readonly lcpMs: number;
  /** Code, styles and all else that came over the network. */
  readonly kilobytes: number;
}

const rows = [
  { page: "empty page", path: "/empty", locale: "ja-JP" },
  { page: "/login", path: "/login", locale: "ja-JP" },
  { page: "/login, English", path: "/login", locale: "en-US" },
  { page: "/help", path: "/help", locale: "ja-JP" },
  { page: "/about/messages", path: "/about/messages", locale: "ja-JP" },
] as const;

/** `npm run bench:pages`: the first render on a slow phone, next to an empty page of the same run. */
async function main(): Promise<void> {
  await buildPages();
  const server = createCompressed();
  const browser = await launchBrowser();
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const taken = rows.map((): Render[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [place, row] of rows.entries()) taken[place]?.push(await renderOf(browser, server, row));
    }
    report(taken.map(middle));
  } finally {
    await browser.close();
    server.close();
  }
}

/** The pages as CloudFront sends them: the local stack's are not compressed. */
function createCompressed(): Server {
  const pages = createPages(parseSettings({}));
  return createServer(async ({ method = "GET", url = "/" }, response) => {
    const [path = "/"] = url.split("?");
    const answer =
      path === "/empty"
        ? { status: 200, headers: { ...pageHeaders, "content-type": "text/html; charset=utf-8" }, body: empty }
        : await pages({ method, path, query: "", headers: {}, body: undefined, address: "127.0.0.1" });
    response.writeHead(answer.status, { ...answer.headers, "content-encoding": "gzip" });
    response.end(gzipSync(answer.body ?? ""));
  });
}

async function renderOf(browser: Browser, server: Server, { page: name, path, locale }: (typeof rows)[number]) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const context = await browser.newContext({ ...phone, locale });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", network);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    let bytes = 0;
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`http://127.0.0.1:${address.port}${path}`);
    await page.locator("h1").waitFor();
    return { page: name, ...(await paintsOf(page)), kilobytes: bytes / 1000 };
  } finally {
    await context.close();
  }
}

/** First and largest contentful paint, in milliseconds since the address was opened. */
const paintsOf = (page: Page): Promise<{ fcpMs: number; lcpMs: number }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let lcpMs = 0;
        new PerformanceObserver((list) => {
          lcpMs = list.getEntries().at(-1)?.startTime ?? lcpMs;
        }).observe({ type: "largest-contentful-paint", buffered: true });
        setTimeout(() => {
          const [first] = performance.getEntriesByName("first-contentful-paint");
          resolve({ fcpMs: first?.startTime ?? Number.NaN, lcpMs });
        }, 500);
      }),
  );

/** The middle one of all rounds, figure by figure. */
function middle(all: readonly Render[]): Render {
  const of = (figure: "fcpMs" | "lcpMs" | "kilobytes") =>
    all.map((one) => one[figure]).sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
  return { page: all[0]?.page ?? "", fcpMs: of("fcpMs"), lcpMs: of("lcpMs"), kilobytes: of("kilobytes") };
}

function report(renders: readonly Render[]): void {
  const [floor] = renders;
  const table = tableOf<Render>(
    {
      page: ({ page }) => page,
      kB: ({ kilobytes }) => short(kilobytes),
      "FCP ms": ({ fcpMs }) => short(fcpMs),
      "LCP ms": ({ lcpMs }) => short(lcpMs),
      "FCP / empty": ({ fcpMs }) => times(fcpMs, floor?.fcpMs),
      "LCP / empty": ({ lcpMs }) => times(lcpMs, floor?.lcpMs),
    },
    renders,
  );
  process.stdout.write(`Chromium, ${slowdown} times slower, 1.6 Mbit/s, 150 ms a round trip, HTTP/1.1\n\n${table}`);
}

await main();
