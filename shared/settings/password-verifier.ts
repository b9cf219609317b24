import * as z from "zod/mini";
import { lambdaArn } from "./forms.ts";
import { page } from "./texts.ts";

/** The operator's own directory of passwords, in the place of ours. */
export const passwordVerifier = z
  .strictObject({
    functionArn: lambdaArn.check(
      z.describe(
        "Lambda of the operator's that says whether a password is right, with 3 s to answer. Passwords are then neither kept nor changed here (docs/password-verifier.md).",
      ),
    ),
    changePage: z.optional(page.check(z.describe("Page where people change the password; settings link it."))),
  })
  .check(z.describe("Where passwords are the operator's own directory's. Left out: they are kept here."));
