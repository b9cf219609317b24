import * as z from "zod/mini";
import { ImportAccount, importBatch } from "../../../shared/contract/schemas.ts";
import { type Trouble, troublesOf } from "../../../shared/contract/troubles.ts";

/** A line of the input: an account to make, or what is wrong with it; a blank line is neither. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly account?: z.infer<typeof ImportAccount>;
  readonly errors?: readonly Trouble[];
}

/** A call takes no longer body than this, with room for what is around the accounts. */
const mostBytes = 15_000;

/** @param text one account as JSON. */
export function parseLine(number: number, text: string): Line {
  if (text.trim() === "") return { number, text };
  const json = parsedOr(text);
  if (json === undefined) return { number, text, errors: [{ pointer: "", detail: "must be JSON" }] };
  const parsed = z.safeParse(ImportAccount, json);
  if (!parsed.success) return { number, text, errors: troublesOf(parsed.error.issues) };
  if (Buffer.byteLength(text) > mostBytes) return { number, text, errors: [{ pointer: "", detail: "is too long" }] };
  return { number, text, account: parsed.data };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lines in calls: as many accounts as one takes, and as many bytes. Refused and blank lines go along. */
export async function* batchesOf(lines: AsyncIterable<Line>): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  let [accounts, bytes] = [0, 0];
  for await (const line of lines) {
    const size = line.account === undefined ? 0 : Buffer.byteLength(line.text);
    const isFull = accounts === importBatch || bytes + size > mostBytes || batch.length === 200;
    if (isFull) {
      yield batch;
      batch = [];
      [accounts, bytes] = [0, 0];
    }
    batch.push(line);
    if (line.account !== undefined) accounts += 1;
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
