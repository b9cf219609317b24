import { randomInt } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Message } from "../../infra/local/receiver/messages.ts";
import { type Stack, startStack } from "../../infra/local/stack.ts";
import type { CodeWord } from "../../shared/contract/code-words.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { launchBrowser } from "./browser.ts";
import type { Run } from "./presets/runs.ts";
import { readIn } from "./tongue.ts";

export const screens = {
  phone: { width: 390, height: 844 },
  pc: { width: 1280, height: 800 },
} as const;

/** Everything is asked for from one address, so the limits of a source would stop the suite and not an attacker. */
export const roomy = {
  sources: {
    startsPerMinute: 10_000,
    sendsPerTenMinutes: 10_000,
    sendsBeforePasswordPerTenMinutes: 10_000,
    failuresPerHour: 100_000,
  },
  sends: { perPrefixTenMinutes: 1000 },
} as const satisfies SettingsInput;

const settings: SettingsInput = {
  ...roomy,
  email: { from: "no-reply@login.example.jp" },
  voice: { number: "+815000001234" },
};

const devices = {
  phone: {
    viewport: screens.phone,
    isMobile: true,
    hasTouch: true,
    userAgent:
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  },
  pc: {
    viewport: screens.pc,
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

export interface Person {
  readonly identifier: string;
  readonly password: string;
  /** E.164. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** The stack and the browser of one test file. */
export interface Suite {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly codeWord: CodeWord;
  /** A new account, so that no test meets another's counters: with so many mobile phones, or these numbers. */
  readonly person: (phones?: number | readonly string[], emails?: number) => Promise<Person>;
  /** A new browser profile with one tab: as the run has it, else Japanese, in the size of a phone. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** The SMS with a code or a URL that was sent last to one of the person's numbers. */
  readonly lastSms: (person: Person) => Message | undefined;
  /** What pages threw, and what their Content-Security-Policy stopped. */
  readonly complaints: string[];
  /** What it runs on, where a line of a preset is driven on several. */
  readonly run?: Run | undefined;
  readonly close: () => Promise<void>;
}

export const startSuite = (more: SettingsInput = {}): Promise<Suite> => startSuiteOf({ ...settings, ...more });

/** By these settings and no others. */
export async function startSuiteOf(settings: SettingsInput): Promise<Suite> {
  // What becomes of a message is told when a test says so: a page changes by it.
  const stack = await startStack({ demo: false, settings, reports: { after: "held" } });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await stack.close();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await stack.close();
  };
  const codeWord = settings.texts?.codeWord ?? "verification_code";
  return suiteOn({ stack, browser, codeWord, complaints: [], close });
}

/** The same stack and browser; on a run, what is opened has its size and language, and so has whoever is made. */
export function suiteOn(
  parts: Pick<Suite, "stack" | "browser" | "codeWord" | "complaints" | "close">,
  run?: Run,
): Suite {
  const { stack, browser, codeWord, complaints } = parts;
  const locale = run?.locale ?? "ja";
  const shape = run === undefined ? { viewport: screens.phone } : devices[run.screen];
  return {
    ...parts,
    run,
    person: async (phones = 1, emails = 0) => {
      const number = () => `+81900${String(randomInt(10_000_000)).padStart(7, "0")}`;
      const person = {
        identifier: `person-${randomInt(1e12)}`,
        password: "correct-horse",
        phones: typeof phones === "number" ? Array.from({ length: phones }, number) : phones,
        emails: Array.from({ length: emails }, () => `person-${randomInt(1e12)}@example.jp`),
      };
      const answer = await stack.admin("/v1/admin/accounts", { ...person, locale });
      if (answer.status !== 201) throw new Error(`no account: ${await answer.text()}`);
      return person;
    },
    open: async (path, options = {}) => {
      const language = locale === "ja" ? "ja-JP" : "en-US";
      const context = await browser.newContext({ locale: language, ...shape, ...options });
      readIn(context, locale, codeWord);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (said) => said.text().includes("Content Security Policy") && complaints.push(said.text()));
      await page.goto(stack.origin + path);
      return page;
    },
    lastSms: ({ phones }) =>
      stack.messages({ channel: "sms" }).findLast(({ to, text }) => phones.includes(to) && /\b\d{6}\b|\/v#/.test(text)),
  };
}
