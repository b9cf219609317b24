import * as z from "zod/mini";
import { instant, MethodOffer, name, text } from "./basics.ts";

export const RecoveryView = z.object({
  by: z
    .enum(["person", "operator"])
    .check(z.describe("Who may begin one: `operator`: only the service's people, who are asked for it.")),
  status: z
    .enum(["none", "proving", "waiting", "ready"])
    .check(
      z.describe(
        "`proving`: begun, and the proofs do not suffice · `waiting`: one does, from `readyAt` on; a second, different one ends the wait · `ready`: the next sign-in sets up a new method.",
      ),
    ),
  proved: z
    .array(z.enum(["phone", "email", "totp", "backup_codes"]))
    .check(z.describe("What was proved. Backup codes count beside another proof alone.")),
  methods: z.array(MethodOffer).check(z.describe("What can be proved for it now.")),
  waitHours: z.int().check(z.describe("How long a recovery waits that stands on one proof.")),
  readyAt: z.optional(instant("The account can be enrolled anew from then on.")),
  expiresAt: z.optional(instant("It is over from then on.")),
});

export const CancelRecovery = z.object({ token: text(200, "What the link of the mail carries in its fragment.") });

export const EnrolAuthenticator = z
  .object({
    type: z.enum(["phone", "email", "totp"]),
    destination: z.optional(text(254, "`phone`: a number in E.164 or national form; `email`: an address.")),
    via: z._default(z.enum(["sms", "voice"]), "sms").check(z.describe("`phone`: how the code comes that proves it.")),
    name: z.optional(name(1, "What the person calls it.")),
  })
  .check(
    z.refine((body) => (body.type === "totp") === (body.destination === undefined), {
      path: ["destination"],
      message: "is needed for a number and an address, and for them alone",
    }),
  );

export const ActivateEnrolment = z.object({
  code: text(64, "The code that the new number, address or app shows, as typed."),
});
