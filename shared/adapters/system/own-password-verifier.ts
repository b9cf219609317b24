import type { PasswordVerifier } from "../../ports/password-verifier.ts";
import type { Passwords } from "../../ports/passwords.ts";

/** Our own directory: the hash that stands with the credential. */
export const ownPasswordVerifier = (passwords: Pick<Passwords, "verify">): PasswordVerifier => ({
  verify: async ({ password, credential }) => ({
    result: (await passwords.verify(password, credential?.passwordHash)) ? "right" : "wrong",
  }),
});
