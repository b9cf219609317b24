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

/** Of a call, what an account takes: a password in clear text costs an Argon2id, a hash of another system nothing. */
const shareOf = ({ account }: Line): number => {
  if (account === undefined) return 0;
  return account.password === undefined ? 1 / importBatch : 1 / mostInClear;
};
/** A call with so many is answered in a second or two on two processors that have other work, too. */
const mostInClear = 5;

/** @param text one account as JSON. */
export function parseLine(number: number, text: string): Line {
  if (text.trim() === "") return { number, text };
  const json = parsedOr(text);
  if (json === undefined) return { number, text, errors: [{ pointer: "", detail: "must be JSON" }] };
  const parsed = z.safeParse(ImportAccount, json);
  if (!parsed.success) return { number, text, errors: troublesOf(parsed.error.issues) };
  if (Buffer.byteLength(text) > mostBytes) return { number, text, errors: [{ pointer: "", detail: "is too long" }] };
  return { number, text, account: { ...parsed.data, line: number } };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Its number, which is sent beside it. */
const lineBytes = 18;

/** Lines in calls: as many accounts as one takes, and as many bytes. Refused and blank lines go along. */
export async function* batchesOf(lines: AsyncIterable<Line>): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  let [share, bytes] = [0, 0];
  for await (const line of lines) {
    const size = line.account === undefined ? 0 : Buffer.byteLength(line.text) + lineBytes;
    // Shares are fractions, whose sum may miss the whole by a hair.
    const isFull = share + shareOf(line) > 1.001 || bytes + size > mostBytes || batch.length === 200;
    if (isFull) {
      yield batch;
      batch = [];
      [share, bytes] = [0, 0];
    }
    batch.push(line);
    share += shareOf(line);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
