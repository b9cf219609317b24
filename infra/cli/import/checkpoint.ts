import { existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { CommandError } from "../command.ts";

/** How far an import has come: all lines up to `lines` are made or refused. */
export const Checkpoint = z.object({
  importId: z.string(),
  lines: z.int(),
  /** SHA-256 of those lines: another input is told from the same. */
  digest: z.string(),
  /** Accounts made, by whichever call: one whose answer was lost has made its own all the same. */
  created: z.int(),
  refused: z.int(),
  /** Length of the report then. */
  reportBytes: z.int(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** @throws CommandError for a file that is none. */
export function readCheckpoint(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return Checkpoint.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new CommandError(`${file}: is no checkpoint of an import; name another with --checkpoint`);
  }
}

/** Whole or not at all: a kill in the middle leaves the one before. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  writeFileSync(`${file}.new`, JSON.stringify(checkpoint), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** What was reported after the checkpoint is reported again. */
export function openReport(file: string, bytes: number): void {
  if (!existsSync(file) || bytes === 0) writeFileSync(file, "", { mode: 0o600 });
  else truncateSync(file, bytes);
}
