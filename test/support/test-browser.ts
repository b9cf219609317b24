import { type Client, createClient } from "../../shared/contract/client.ts";
import { freshAddress, type Held, heldOf, newestCode } from "../attack/visitor.ts";
import { password, type Service, type TestAccount } from "./service.ts";

const chromeOnWindows =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36";

/** A browser at the service's own pages, as far as the API sees one: it keeps cookies, and says where its calls come from. */
export interface TestBrowser {
  readonly client: Client;
  /** Its cookies, by name. */
  readonly jar: Map<string, string>;
  /** Names that begin so. */
  readonly names: (prefix: string) => readonly string[];
  /** The next answers, as many, are lost on their way: what they set is not kept, and their calls fail. */
  loseAnswers(count: number): void;
}

interface Like {
  /** Whose cookies it has, to begin with. */
  readonly jar?: ReadonlyMap<string, string>;
  readonly userAgent?: string;
  readonly origin?: string | undefined;
  readonly country?: string;
  readonly region?: string;
  readonly address?: string;
}

export function openBrowser({ stack, edgeHeaders }: Service, like: Like = {}): TestBrowser {
  const {
    userAgent = chromeOnWindows,
    origin = stack.origin,
    country = "JP",
    region = "13",
    address = freshAddress(),
  } = like;
  const jar = new Map(like.jar);
  let lost = 0;
  const client = createClient(stack.origin, async (url, init) => {
    const headers = new Headers(init?.headers);
    const edge = {
      ...edgeHeaders(address),
      "cloudfront-viewer-country": country,
      "cloudfront-viewer-country-region": region,
    };
    for (const [name, value] of Object.entries(edge)) headers.set(name, value);
    headers.set("user-agent", userAgent);
    headers.set("origin", origin);
    headers.set("cookie", [...jar].map((cookie) => cookie.join("=")).join("; "));
    const answer = await fetch(url, { ...init, headers });
    if (lost > 0) {
      lost -= 1;
      await answer.arrayBuffer();
      throw new TypeError("the answer was lost");
    }
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = "", maxAge] = /^([^=]+)=([^;]*);.* Max-Age=(\d+)/.exec(cookie) ?? [];
      if (maxAge === "0") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  });
  return {
    client,
    jar,
    names: (prefix) => [...jar.keys()].filter((name) => name.startsWith(prefix)),
    loseAnswers: (count) => {
      lost += count;
    },
  };
}

/** A second copy of what a browser keeps, as malware takes one. */
export const copyOf = (service: Service, { jar }: TestBrowser): TestBrowser => openBrowser(service, { jar });

export const trustPrefix = "__Host-nidan-trust-";

/** Begins with the right password. */
export const begin = ({ client }: TestBrowser, { identifier }: Pick<TestAccount, "identifier">) =>
  client.startLogin({ body: { identifier, password } });

/** What the password came to: whether the second step was skipped or is due. A login that goes on fetches its result. */
export async function signInBy(browser: TestBrowser, person: TestAccount): Promise<"skipped" | "challenged"> {
  const login = await begin(browser, person);
  if (login.status !== "complete") return "challenged";
  await browser.client.issueToken(heldOf(login));
  return "skipped";
}

/** Begins, asks for a code and gets it: what verifyLogin needs. */
export async function askIn(
  service: Service,
  browser: TestBrowser,
  person: TestAccount,
): Promise<{ readonly held: Held; readonly code: string }> {
  const login = await begin(browser, person);
  const held = heldOf(login);
  await browser.client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
  return { held, code: newestCode(service, person) };
}

/** Signs in by a code, and trusts the browser with it. */
export async function trustIn(service: Service, browser: TestBrowser, person: TestAccount, name?: string) {
  const { held, code } = await askIn(service, browser, person);
  const trustBrowser = name === undefined ? {} : { name };
  const login = await browser.client.verifyLogin({ ...held, body: { code, trustBrowser } });
  const { sessionToken = "" } = await browser.client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
  return { login, sessionToken };
}

/** A new person, with a browser that is trusted. */
export async function trusting(service: Service) {
  const person = await service.makeAccount();
  const browser = openBrowser(service);
  return { person, browser, ...(await trustIn(service, browser, person)) };
}
