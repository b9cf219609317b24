import type { Notice } from "../domain/notice.ts";

/** Notices that are to be sent: written by use cases, read off the table's stream, kept until they are sent. */
export interface Outbox {
  /** The same notice again changes nothing. */
  add(notice: Notice): Promise<void>;
  remove(notice: Notice): Promise<void>;
}
