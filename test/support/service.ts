import { randomUUID } from "node:crypto";
import { type Stack, startStack } from "../../infra/local/stack.ts";
import { readConfig } from "../../shared/config.ts";
import { type Client, createClient } from "../../shared/contract/client.ts";
import { createDependencies, type Dependencies } from "../../shared/dependencies.ts";
import { originSecretHeader, originSecretOf } from "../../shared/http/source.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { newestCodeIn } from "./newest.ts";

export const password = "correct-horse-battery";

/** The whole service on this machine, as `npm start` has it, and what tests do with it again and again. */
export interface Service {
  readonly stack: Stack;
  /** The same ports and adapters as the handlers', on the same table. */
  readonly dependencies: Dependencies;
  /** A client whose calls come from this address, through the edge. Each test takes an address of its own. */
  from(address: string): Client;
  /** The edge's headers for an address, for tests that call without the client. */
  edgeHeaders(address: string): Readonly<Record<string, string>>;
  /** A new account of one person with these numbers and addresses; default one Japanese mobile and no address. */
  makeAccount(phones?: readonly string[], emails?: readonly string[]): Promise<TestAccount>;
  /** The code that came last to one of these numbers and addresses, past notices that have come since. */
  newestCode(...to: readonly string[]): string;
}

export interface TestAccount {
  readonly identifier: string;
  readonly password: string;
  readonly sub: string;
  readonly phones: readonly string[];
}

/** Settings of tests that are not about the limits of a source. */
export const roomy: SettingsInput = {
  sources: { startsPerMinute: 10_000, sendsPerTenMinutes: 10_000, failuresPerHour: 100_000 },
};

/**
 * The service, with nothing going on behind a test's back: delivery reports and sweeps of notices come when they are
 * asked for, and the fraud guard counts only where the settings say so.
 */
export async function startService({
  fraudGuard = { mode: "off" },
  ...settings
}: SettingsInput = {}): Promise<Service> {
  const stack = await startStack({
    demo: false,
    pages: false,
    settings: { ...settings, fraudGuard },
    reports: { after: "held" },
    sweeps: "held",
  });
  const dependencies = createDependencies(readConfig());
  const secret = originSecretOf(await dependencies.roots.challenge.current());
  const edgeHeaders = (address: string) => ({
    [originSecretHeader]: secret,
    "cloudfront-viewer-address": `${address}:46532`,
  });
  return {
    stack,
    dependencies,
    edgeHeaders,
    from: (address) =>
      createClient(stack.origin, (url, init) => {
        const headers = new Headers(init?.headers);
        for (const [name, value] of Object.entries(edgeHeaders(address))) headers.set(name, value);
        return fetch(url, { ...init, headers });
      }),
    makeAccount: (phones = [freshPhone()], emails = []) => makeAccount(stack, phones, emails),
    newestCode: (...to) => {
      const sent = stack.messages().filter((message) => to.includes(message.to) && message.channel !== "voice");
      const code = newestCodeIn(sent);
      if (code === undefined) throw new Error("no code was sent there");
      return code;
    },
  };
}

async function makeAccount(stack: Stack, phones: readonly string[], emails: readonly string[]): Promise<TestAccount> {
  const identifier = `person-${randomUUID()}@example.jp`;
  const response = await stack.admin("/v1/admin/accounts", { identifier, password, phones, emails });
  const { sub } = await response.json();
  return { identifier, password, sub, phones };
}

let next = Math.floor(Math.random() * 10_000);

/** A Japanese mobile number that no other test uses; neighbours differ in the fourth digit from the end. */
export function freshPhone(): string {
  next += 1;
  return `+8190${String(next % 10_000).padStart(5, "0")}${String(next % 1000).padStart(3, "0")}`;
}
