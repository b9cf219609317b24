import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { riskLevels } from "../../../shared/domain/risk.ts";
import { type Command, CommandError } from "../command.ts";
import { readContext } from "../context.ts";
import { commonOptions, readOptions } from "../options.ts";
import { type Replay, replay } from "./replay.ts";

/** So many differences are listed; --json has them all. */
const listed = 20;

const usage = `nidan replay-risk [options] < LOG

  Judges the sign-ins of a recorded trace by the settings as they are now, and says what would have come out otherwise.
  The trace is the log of start-login and verify-login, a JSON line each. Nothing is sent, nothing is changed.

  --file FILE              read the trace from there instead of the standard input
  -c, --context nidan=JSON settings in place of what cdk.json has; as cdk takes it
  --json                   print JSON
  --help                   show this
`;

/** What a changed configuration of risk would have done. */
export const replayRisk: Command = {
  usage,
  run: async (args, { out }) => {
    const { context, json } = commonOptions;
    const options = readOptions(args, { context, json, file: { type: "string" } });
    const { settings } = readContext(options.context);
    const replayed = await replay(linesOf(options.file), settings.risk);
    if (replayed.signIns === 0)
      throw new CommandError("the trace holds no judged sign-in: no line with sign_in_judged");
    out(options.json ? `${JSON.stringify(replayed, null, 2)}\n` : textOf(replayed));
    return true;
  },
};

async function* linesOf(file: string | undefined): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: file === undefined ? process.stdin : createReadStream(file) });
  } catch (error) {
    throw new CommandError(`--file ${file}: cannot be read (${String(error)})`);
  }
}

function textOf({ signIns, otherLines, before, after, differences }: Replay): string {
  const rows = riskLevels.map((level) => `  ${level.padEnd(8)}${row(before[level])}${row(after[level])}\n`);
  const changes = differences
    .slice(0, listed)
    .map(
      ({ line, before: was, after: is }) =>
        `  line ${line}: ${was.level} (${was.score}) → ${is.level} (${is.score})  ${is.reasons.join(", ")}\n`,
    );
  const rest = differences.length - changes.length;
  return [
    `${signIns} sign-ins, ${otherLines} other lines\n\n`,
    `  level     recorded       now\n`,
    ...rows,
    `\n${differences.length} would have come out otherwise\n`,
    ...changes,
    rest > 0 ? `  and ${rest} more: --json lists them all\n` : "",
  ].join("");
}

const row = (count: number): string => String(count).padStart(10);
