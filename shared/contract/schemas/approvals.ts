import * as z from "zod/mini";
import { Device } from "../device.ts";
import { instant, text } from "./basics.ts";
import { Login, LoginId } from "./login.ts";

/** What is shown of a login before anybody decides on it. */
export const ApprovalFacts = z.object({
  purpose: z.enum(["sign_in", "step_up"]),
  from: Device.check(z.describe("The device that would be let in.")),
  startedAt: instant("When the login began."),
  reference: z.string().check(z.describe("Two letters or digits that the first screen shows too.")),
  asksMatchNumber: z.boolean().check(z.describe("Whether approving takes the two digits on the first screen.")),
  expiresAt: instant("Nothing can be decided from then on."),
});

/** What decides on a login, wherever the right to do so comes from. */
const decisionFields = {
  acknowledged: z.optional(z.boolean().check(z.describe("`approve`: that the warning was read; it has to be true."))),
  matchNumber: z.optional(text(16, "`approve`: the two digits on the first screen, as typed; where they are asked.")),
};

const LinkToken = text(128, "What stands behind `#` in the URL.");

export const InspectLink = z.object({ token: LinkToken });

export const Link = z.object({
  ...ApprovalFacts.shape,
  mode: z.enum(["approve", "continue"]),
  goesOn: z.optional(
    z
      .enum(["here", "after_sign_in"])
      .check(
        z.describe(
          "`continue` · `here`: this browser began the login · `after_sign_in`: it did not, or the login is over: identifier and password are asked first, and the login that they begin goes on.",
        ),
      ),
  ),
});

export const RedeemLink = z.object({
  token: LinkToken,
  decision: z.enum(["approve", "deny", "continue"]),
  ...decisionFields,
  into: z.optional(
    z
      .object({ loginId: LoginId, loginToken: text(128, "Of that login.") })
      .check(
        z.describe("`continue`, `after_sign_in`: the login that goes on, begun here with identifier and password."),
      ),
  ),
});

export const RedeemedLink = z.object({
  outcome: z.enum(["approved", "denied", "continued"]),
  disavowal: z.optional(z.string().check(z.describe('`denied`: the token by which disavow takes a "not me".'))),
  login: z.optional(Login.check(z.describe("`continued`: the login, with the token that it goes on by."))),
});

export const Approval = z.object({ loginId: LoginId, ...ApprovalFacts.shape });

export const Approvals = z.object({
  approvals: z.array(Approval).check(z.describe("What waits for an answer, the newest first.")),
});

export const ScanApproval = z.object({ token: text(128, "What stands behind `#` in the scanned URL.") });

export const DecideApproval = z.object({ decision: z.enum(["approve", "deny"]), ...decisionFields });

export const DecidedApproval = z.object({ outcome: z.enum(["approved", "denied"]) });
