import type { Email } from "../domain/email.ts";
import type { Handed } from "./handed.ts";

/** Ids alone, never anything of the person. */
type EmailTags = Readonly<Record<string, string>>;

export interface EmailSender {
  /**
   * @param to a mail address.
   * @param tags what the provider repeats in its reports: names and values of letters, digits, `-` and `_`.
   */
  send(to: string, email: Email, tags?: EmailTags): Promise<Handed>;
}
