import type { Command } from "./command.ts";

/** A command as the list shows it. Its code, and the AWS clients with it, is loaded when it is called. */
interface Listed {
  readonly does: string;
  readonly load: () => Promise<Command>;
}

/** Every command. A new one is a row here and a file of its own. */
export const commands = {
  "send-test": {
    does: "sends one test message and says what came back",
    load: async () => (await import("./send-test/send-test.ts")).sendTest,
  },
  account: {
    does: "finds, makes, changes, locks, resets and deletes accounts",
    load: async () => (await import("./account/account.ts")).account,
  },
  import: {
    does: "makes accounts of another system from JSON Lines",
    load: async () => (await import("./import/import.ts")).importing,
  },
  login: {
    does: "begins a login as a backend does, and takes its result",
    load: async () => (await import("./login/login.ts")).login,
  },
  event: {
    does: "tells of a line, a number, an address or an account that ended",
    load: async () => (await import("./event/event.ts")).event,
  },
  doctor: {
    does: "checks what messages need on AWS and says what to do",
    load: async () => (await import("./doctor/doctor.ts")).doctor,
  },
  exemptions: {
    does: "lists which sign-ins need no second factor",
    load: async () => (await import("./exemptions/exemptions.ts")).listExemptions,
  },
  "replay-risk": {
    does: "judges recorded sign-ins by changed settings",
    load: async () => (await import("./replay-risk/replay-risk.ts")).replayRisk,
  },
} as const satisfies Record<string, Listed>;

export type CommandName = keyof typeof commands;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

export const usage = `nidan <command> [options]

${Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(11)}  ${does}\n`)
  .join("")}
  nidan <command> --help  shows the options of a command
`;
