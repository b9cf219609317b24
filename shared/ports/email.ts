import type { Email } from "../domain/email.ts";
import type { Handed } from "./handed.ts";

export interface EmailSender {
  /** @param to a mail address. */
  send(to: string, email: Email): Promise<Handed>;
}
