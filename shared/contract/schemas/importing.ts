import * as z from "zod/mini";
import { CreateAccount } from "./admin.ts";

/** An account of another system: a line of an import. */
export const ImportAccount = z
  .object({
    ...CreateAccount.shape,
    passwordHash: z.optional(
      z
        .string()
        .check(
          z.minLength(1),
          z.maxLength(512),
          z.describe("In place of the password: Argon2, bcrypt, PBKDF2 or scrypt, as docs/cli.md lists the forms."),
        ),
    ),
    line: z.optional(
      z
        .int()
        .check(
          z.minimum(1),
          z.maximum(1_000_000_000),
          z.describe(
            "Its place in the import: of two accounts of one identifier the second is refused, not `repeated`.",
          ),
        ),
    ),
  })
  .check(
    z.refine((body) => body.password === undefined || body.passwordHash === undefined, {
      path: ["password"],
      message: "is either this or passwordHash, not both",
    }),
  );

/** So many accounts fit into a call. */
export const importBatch = 25;

export const ImportAccounts = z.object({
  importId: z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9_-]{16,64}$/, "must be 16 to 64 letters, digits, dashes or underscores"),
      z.describe("The same for all calls of an import: an account that it has made already is made no second time."),
    ),
  accounts: z.array(ImportAccount).check(z.minLength(1), z.maxLength(importBatch)),
});

export const Imported = z.object({
  results: z
    .array(
      z.object({
        outcome: z
          .enum(["created", "repeated", "refused"])
          .check(
            z.describe("`repeated`: an earlier call of this import has made it, whose answer may have been lost."),
          ),
        sub: z.optional(z.string()),
        errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
      }),
    )
    .check(z.describe("One for each account, in their order.")),
});
