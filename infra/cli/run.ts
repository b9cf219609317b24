import { SettingsError } from "../../shared/parse-settings.ts";
import { type Command, CommandError, type Terminal, UsageError } from "./command.ts";
import { commands, isCommand, usage } from "./commands.ts";

/** 0: all is well · 1: it did not succeed, or something needs to be put right · 2: the call itself makes no sense. */
type ExitCode = 0 | 1 | 2;

const asksForHelp = (arg: string): boolean => arg === "--help" || arg === "-h";

/** Runs what was typed behind `nidan`. @returns the exit code. */
export async function runCommand([name = "", ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (asksForHelp(name)) return tell(usage, terminal);
  if (!isCommand(name))
    return refuse(name === "" ? "no command" : `${name}: there is no such command`, usage, terminal);
  const command: Command = await commands[name].load();
  if (args.some(asksForHelp)) return tell(command.usage, terminal);
  try {
    return (await command.run(args, terminal)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) return refuse(error.message, shortened(command.usage), terminal);
    if (!(error instanceof CommandError || error instanceof SettingsError)) throw error;
    terminal.error(`${error.message}\n`);
    return 1;
  }
}

/** How the command is called; its options would bury what was wrong. */
const shortened = (text: string): string => `${text.split("\n", 1)}\n--help shows what there is\n`;

function tell(text: string, { out }: Terminal): ExitCode {
  out(text);
  return 0;
}

function refuse(line: string, how: string, { error }: Terminal): ExitCode {
  error(`${line}\n\n${how}`);
  return 2;
}
