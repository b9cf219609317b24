import { DatabaseSync } from "node:sqlite";

/** dynoxide may be writing just then. */
const patienceMs = 5000;

/**
 * Gives dynoxide's record of the table's stream an index. It numbers each write by the highest number so far, for which
 * it reads the whole record: by some thousand accounts a write takes thirty times as long as the first.
 *
 * @param file of its database, which it has opened.
 */
export function indexStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: patienceMs });
  try {
    database.exec(
      "CREATE INDEX IF NOT EXISTS nidan_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    );
  } finally {
    database.close();
  }
}
