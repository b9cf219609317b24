import type { Account, Authenticator, Credential, Subject } from "../domain/account.ts";
import type { Channel } from "../domain/channel.ts";

/** Accounts and what opens them. All reads are consistent. */
export interface Directory {
  /** One read. */
  findCredential(identifierKey: string): Promise<Credential | undefined>;
  /** One query: the subject and its authenticators. */
  findAccount(sub: string): Promise<Account | undefined>;
  /** One read. */
  findSubject(sub: string): Promise<Subject | undefined>;
  /** One transaction; nothing is written when the identifier belongs to another account. */
  create(account: Account, credential: Credential): Promise<"created" | "identifier_taken">;
  /** Marks a number or address as dead on a channel. @returns whether it was alive until now. */
  markUnreachable(sub: string, authenticatorId: string, channel: Channel): Promise<boolean>;
  /** Counts a wrong answer against the authenticator, and disables it at `limit` in a row. */
  countMiss(sub: string, authenticatorId: string, limit: number): Promise<Authenticator["status"]>;
}
