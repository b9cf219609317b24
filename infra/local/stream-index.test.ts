import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "@jest/globals";
import { startEmulator } from "./emulator.ts";

test("given dynoxide, when it numbers a write or reads the stream, then it looks up an index and reads no whole record", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nidan-"));
  const emulator = await startEmulator(folder);
  const database = new DatabaseSync(join(folder, "nidan.db"), { readOnly: true });
  const planOf = (query: string) =>
    database
      .prepare(`EXPLAIN QUERY PLAN SELECT ${query}`)
      .all()
      .map(({ detail }) => detail);
  const number = "CAST(sequence_number AS INTEGER)";
  const plans = [
    planOf(`MAX(${number}) FROM _stream_records WHERE table_name = 'a'`),
    planOf(`event_name FROM _stream_records WHERE table_name = 'a' AND ${number} > 1 ORDER BY ${number} LIMIT 9`),
  ];
  database.close();
  await emulator.close();
  rmSync(folder, { recursive: true });
  expect(plans).toEqual(Array(2).fill([expect.stringMatching(/^SEARCH .* INDEX nidan_stream_order/)]));
});
