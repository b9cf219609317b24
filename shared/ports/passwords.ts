import type { ForeignHash } from "../domain/foreign-hash.ts";

/** Hashes and checks passwords; slow on purpose. */
export interface Passwords {
  /** The PHC string to keep. */
  hash(password: string): Promise<string>;
  /** Takes as long for an account that does not exist (`undefined`) as for one that does. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** What to keep of a hash that another system made: sealed, so that a stolen table is of no use to a guesser. */
  keep(hash: ForeignHash): Promise<string>;
  /** Whether it was made by us and as we make them now; else it is made anew when the password is next right. */
  isCurrent(stored: string): boolean;
}
