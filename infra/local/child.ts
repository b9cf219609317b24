import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { StartError } from "./errors.ts";

/**
 * Runs a command that cannot outlive us. The shell between holds the reading end of a pipe from this process: when
 * the pipe closes, by our will, a crash or a kill, it stops the command. The command is the leader of no terminal's
 * group, so Ctrl-C reaches us alone and things stop in order. Nobody may be there any more to hear how it ended.
 */
const watch = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(read -r _ <&3; kill "$child") 2>/dev/null &
watcher=$!
exec 3<&-
trap "" PIPE
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
[ -z "$SCRATCH" ] || rm -rf "$SCRATCH"
exit "$status"
`;

export interface Child {
  /** Resolves when the command has ended by itself, with what it said last. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a command in a folder; it ends with `stop` or with this process, whichever comes first.
 *
 * @param scratch a folder that goes with the command.
 */
export function startChild(command: string, args: readonly string[], folder: string, scratch = ""): Child {
  const child = spawn("/bin/sh", ["-c", watch, "sh", command, ...args], {
    cwd: folder,
    env: { ...process.env, SCRATCH: scratch },
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = endOf(child);
  return {
    ended,
    stop: async () => {
      child.stdin?.end();
      await ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2000);
  });
  try {
    // Not its exit: its last words may come after it.
    await once(child, "close");
  } catch (error) {
    throw new StartError(`The DynamoDB emulator cannot be run: ${String(error)}`);
  } finally {
    child.stdin?.destroy();
    child.stderr?.destroy();
  }
  return said.trim().split("\n").at(-1) ?? "";
}
