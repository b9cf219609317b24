import type { Credential } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";

/** A password that somebody typed, and whose they say they are. */
interface TypedPassword {
  /** In its one form. Of somebody who is not known here and typed it at an earlier step: a stand-in that is nobody's. */
  readonly identifier: string;
  /** In its one form. */
  readonly password: string;
  /** What stands here under the identifier. */
  readonly credential: Credential | undefined;
}

/** `change_required`: right, but it is to open nothing more. */
type PasswordVerdict =
  | {
      readonly result: "right";
      /** Whose it is, where the verifier says so. */
      readonly sub?: string | undefined;
      /** When it was chosen, where the verifier knows. */
      readonly changedAt?: Instant | undefined;
    }
  | { readonly result: "wrong" | "locked" | "change_required" };

/** Who knows whether a password is right: our own directory, or the operator's. */
export interface PasswordVerifier {
  /** Nobody's password is asked for like anybody's. @returns `silent` where there was no answer to go by. */
  verify(typed: TypedPassword): Promise<PasswordVerdict | "silent">;
}
