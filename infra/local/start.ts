import { SettingsError } from "../../shared/parse-settings.ts";
import { readSettings } from "./choices.ts";
import { StartError } from "./errors.ts";
import { readOptions, usage } from "./options.ts";
import { type Stack, startStack } from "./stack.ts";

/** `npm start`: the whole service on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const { help, preset, ...options } = readOptions(process.argv.slice(2), process.env.PORT);
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const stop = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.resolve());
  let isUp = false;
  // The calls that make the demo accounts are nobody's concern.
  const onLog = (line: string) => isUp && process.stdout.write(`${line}\n`);
  const stack = await startStack({ ...options, settings: readSettings(preset), onLog });
  isUp = true;
  process.stdout.write(welcome(stack));
  await stop.promise;
  await stack.close();
}

function welcome({ origin, adminOrigin, accounts }: Stack): string {
  const places = [
    ["Pages and API", `${origin}/login`],
    ["API reference", `${origin}/docs`],
    ["Admin API", `${adminOrigin}/v1/admin (SigV4, access key and secret "local")`],
    ["Inbox", `${origin}/local/inbox`],
    ["Phone", `${origin}/local/phone`],
  ] as const;
  const people = accounts.map(
    ({ identifier, password, phones, emails, totp, app }) =>
      `  ${identifier.padEnd(16)} ${password}  ${[...phones, ...emails, ...(totp ? ["an authenticator app"] : []), ...(app ? ["an approval app"] : [])].join(", ")}\n`,
  );
  const secrets = accounts.flatMap(({ identifier, totp, backupCodes = [] }) =>
    totp === undefined
      ? []
      : [
          `\n  ${identifier}'s app: its digits are on the phone's page; or scan it, or type its key\n`,
          `    ${totp.uri}\n    backup codes ${backupCodes.join(" ")}\n`,
        ],
  );
  return [
    "\nnidan is running.\n\n",
    ...places.map(([name, place]) => `  ${name.padEnd(16)} ${place}\n`),
    ...(people.length === 0
      ? []
      : ["\nDemo accounts: identifier, password, what is set up\n\n", ...people, ...secrets]),
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
