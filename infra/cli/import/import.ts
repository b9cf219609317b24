import { createHash, randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { Imported } from "../../../shared/contract/schemas.ts";
import type { Trouble } from "../../../shared/contract/troubles.ts";
import { type AdminApi, adminApi, adminOptions, adminUsage } from "../admin-api.ts";
import { type Command, CommandError, type Terminal } from "../command.ts";
import { readOptions } from "../options.ts";
import { batchesOf, type Line, parseLine } from "./batches.ts";
import { type Checkpoint, openReport, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { patiently } from "./patience.ts";
import { progressLine, summaryText } from "./progress.ts";

const usage = `nidan import [options] < accounts.jsonl: makes an account of each line, and goes on where it was stopped

  --checkpoint FILE        keeps how far it has come (nidan-import.json); the same command again goes on from there
  --report FILE            refused lines, each with its number and the reason, as JSON Lines (nidan-import-refused.jsonl)
${adminUsage}`;

const options = {
  ...adminOptions,
  checkpoint: { type: "string", default: "nidan-import.json" },
  report: { type: "string", default: "nidan-import-refused.jsonl" },
} as const;

/** Calls that are under way at once. */
const atOnce = 4;

export const importing: Command = {
  usage,
  async run(args, terminal) {
    const values = readOptions(args, options);
    const api = adminApi(values);
    const began = readCheckpoint(values.checkpoint);
    const start: Checkpoint = began ?? {
      importId: randomUUID(),
      lines: 0,
      digest: "",
      created: 0,
      refused: 0,
      reportBytes: 0,
    };
    openReport(values.report, start.reportBytes);
    // Before the first call: a kill from here on finds the same import again.
    writeCheckpoint(values.checkpoint, start);
    const end = await runImport(start, { api, terminal, files: values });
    const { created, refused, lines } = end;
    const summary = { lines, created, refused, checkpoint: values.checkpoint, report: values.report };
    if (values.json) terminal.out(`${JSON.stringify(summary)}\n`);
    else terminal.out(summaryText(end, values.report));
    return refused === 0;
  },
};

interface Run {
  readonly api: AdminApi;
  readonly terminal: Terminal;
  readonly files: { readonly checkpoint: string; readonly report: string };
}

/** Batch after batch, some at once; what is kept is always the end of a whole row of batches that are done. */
async function runImport(start: Checkpoint, { api, terminal, files }: Run): Promise<Checkpoint> {
  const started = performance.now();
  const digest = createHash("sha256");
  let state = start;
  let bytes = 0;
  const waiting: { batch: readonly Line[]; done: Promise<readonly Outcome[]> }[] = [];

  const settleOldest = async () => {
    const oldest = waiting.shift();
    if (oldest === undefined) return;
    const outcomes = await oldest.done;
    for (const { text } of oldest.batch) digest.update(`${text}\n`);
    bytes += oldest.batch.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
    const report = outcomes.flatMap(({ line, errors }) =>
      errors === undefined ? [] : [`${JSON.stringify({ line: line.number, errors })}\n`],
    );
    appendFileSync(files.report, report.join(""));
    state = {
      ...state,
      lines: oldest.batch.at(-1)?.number ?? state.lines,
      digest: digest.copy().digest("hex"),
      created: state.created + outcomes.length - count(outcomes, "refused"),
      refused: state.refused + count(outcomes, "refused"),
      reportBytes: state.reportBytes + Buffer.byteLength(report.join("")),
    };
    writeCheckpoint(files.checkpoint, state);
    if (!terminal.isWatched) return;
    const part = terminal.inputBytes === undefined ? undefined : bytes / Math.max(1, terminal.inputBytes);
    const perSecond = (state.lines - start.lines) / ((performance.now() - started) / 1000);
    terminal.error(`\r${progressLine(state, part, perSecond)}\u001b[K`);
  };

  for await (const batch of batchesOf(
    linesAfter(start, terminal, (text) => {
      digest.update(`${text}\n`);
      bytes += Buffer.byteLength(text) + 1;
      return digest.copy().digest("hex");
    }),
  )) {
    const done = makeAll(batch, start.importId, api);
    // Its failure is heard where it is waited for.
    done.catch(() => {});
    waiting.push({ batch, done });
    if (waiting.length >= atOnce) await settleOldest();
  }
  while (waiting.length > 0) await settleOldest();
  if (terminal.isWatched) terminal.error("\n");
  return state;
}

/** The lines that are still to do. @throws CommandError where those before are not what the checkpoint is of. */
async function* linesAfter(
  { lines, digest }: Checkpoint,
  { input }: Terminal,
  skip: (text: string) => string,
): AsyncGenerator<Line> {
  let number = 0;
  let seen = "";
  for await (const text of input?.() ?? []) {
    number += 1;
    if (number > lines) {
      yield parseLine(number, text);
      continue;
    }
    seen = skip(text);
    if (number === lines && seen !== digest) throw otherInput();
  }
  if (number < lines) throw otherInput();
}

const otherInput = () =>
  new CommandError("The input is not the one that the checkpoint is of: name another with --checkpoint, or remove it");

interface Outcome {
  readonly line: Line;
  readonly outcome: "created" | "repeated" | "refused";
  readonly errors?: readonly Trouble[] | undefined;
}

const count = (outcomes: readonly Outcome[], wanted: Outcome["outcome"]): number =>
  outcomes.filter(({ outcome }) => outcome === wanted).length;

async function makeAll(batch: readonly Line[], importId: string, api: AdminApi): Promise<readonly Outcome[]> {
  const refused = batch.flatMap((line) =>
    line.errors === undefined ? [] : [{ line, outcome: "refused" as const, errors: line.errors }],
  );
  const lines = batch.filter(({ account }) => account !== undefined);
  if (lines.length === 0) return refused;
  const accounts = lines.map(({ account }) => account);
  const call = () => api("importAccounts", { body: { importId, accounts } });
  const { results } = Imported.parse(await patiently(call));
  const made = results.flatMap(({ outcome, errors }, place) => {
    const line = lines[place];
    return line === undefined ? [] : [{ line, outcome, errors }];
  });
  return [...refused, ...made].sort((one, other) => one.line.number - other.line.number);
}
