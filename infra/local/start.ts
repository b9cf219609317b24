import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SettingsError } from "../../shared/parse-settings.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { StartError } from "./errors.ts";
import { readOptions, usage } from "./options.ts";
import { callCenter } from "./receiver/call-center.ts";
import { type Stack, startStack } from "./stack.ts";

/** `npm start`: the whole service on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { help, ...options } = readOptions(process.argv.slice(2), process.env.PORT);
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const stop = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.resolve());
  let isUp = false;
  // The calls that make the demo accounts are nobody's concern.
  const onLog = (line: string) => isUp && process.stdout.write(`${line}\n`);
  const stack = await startStack({ ...options, settings: withSenders(readSettings()), onLog });
  isUp = true;
  process.stdout.write(welcome(stack));
  await stop.promise;
  await stack.close();
}

/** The operator's own settings, as a deployment takes them; `startStack` checks them. */
function readSettings(): SettingsInput {
  const text = readFileSync(resolve(import.meta.dirname, "../../cdk.json"), "utf8");
  try {
    return JSON.parse(text).context?.nidan ?? {};
  } catch {
    throw new SettingsError(["cdk.json: must be JSON"]);
  }
}

/**
 * Nothing leaves this machine, so there is an address and a number to send from even where the operator has none; and
 * one-time URLs to try, in either way that they work.
 */
const withSenders = (settings: SettingsInput): SettingsInput => ({
  ...settings,
  email: { from: "no-reply@login.example.jp", ...settings.email },
  voice: { number: callCenter.number, ...settings.voice },
  approvals: { qr: true, ...settings.approvals },
  links: { sms: "approve", email: "continue", ...settings.links },
});

function welcome({ origin, adminOrigin, accounts }: Stack): string {
  const places = [
    ["Pages and API", `${origin}/login`],
    ["Admin API", `${adminOrigin}/v1/admin (SigV4, access key and secret "local")`],
    ["Inbox", `${origin}/local/inbox`],
    ["Phone", `${origin}/local/phone`],
  ] as const;
  const people = accounts.map(
    ({ identifier, password, phones, emails }) =>
      `  ${identifier.padEnd(16)} ${password}  ${[...phones, ...emails].join(", ")}\n`,
  );
  return [
    "\nnidan is running.\n\n",
    ...places.map(([name, place]) => `  ${name.padEnd(16)} ${place}\n`),
    ...(people.length === 0 ? [] : ["\nDemo accounts: identifier, password, where messages go\n\n", ...people]),
    "\nCtrl-C stops it.\n",
  ].join("");
}

try {
  await main();
  // Nothing may keep a stopped stack alive.
  process.exit(0);
} catch (error) {
  const isExpected = error instanceof StartError || error instanceof SettingsError;
  const trouble = error instanceof Error && !isExpected ? error.stack : error;
  process.stderr.write(`${isExpected ? error.message : trouble}\n`);
  process.exit(1);
}
