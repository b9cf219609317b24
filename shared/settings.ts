import * as z from "zod/mini";
import { locales } from "./contract/schemas.ts";
import { approvals } from "./settings/approvals.ts";
import { branding } from "./settings/branding.ts";
import { channels } from "./settings/channels.ts";
import { clients } from "./settings/clients.ts";
import { exemptions } from "./settings/exemptions.ts";
import { int } from "./settings/forms.ts";
import { limits } from "./settings/limits.ts";
import { methods } from "./settings/methods.ts";
import { recovery } from "./settings/recovery.ts";
import { risk } from "./settings/risk.ts";
import { sending } from "./settings/sending.ts";
import { session } from "./settings/session.ts";
import { apps, serviceName, support, texts } from "./settings/texts.ts";
import { trust } from "./settings/trust.ts";
import { webhooks } from "./settings/webhooks.ts";

const hostName = /^(?:localhost|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(?::\d+)?$/;
const origin = /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/;

/**
 * What an operator can set, with its defaults and bounds. `cdk.json` holds the operator's choice under
 * `context.nidan`; it is validated at synth, at every start of a Lambda and by `npm start`, with the same words.
 */
export const Settings = z.strictObject({
  host: z.optional(
    z
      .string()
      .check(
        z.regex(hostName, 'must be a host name such as "login.example.jp", without a scheme or a path'),
        z.describe("Host of the pages and the API. Left out: CloudFront's own."),
      ),
  ),
  service: z.prefault(
    z.strictObject({
      shortName: z._default(
        z
          .string()
          .check(
            z.minLength(1, "must not be empty"),
            z.maxLength(10, "must be at most 10 characters: an SMS has one segment"),
            z.regex(/^[^\p{C}\p{Z}【】@#]+$/u, "must not hold spaces, brackets 【】, @, # or control characters"),
            z.describe("Name of the service in an SMS."),
          ),
        "nidan",
      ),
      name: serviceName,
    }),
    {},
  ),
  support,
  texts,
  methods,
  session,
  branding,
  locale: z._default(z.enum(locales).check(z.describe("Language of accounts that are made without one.")), "ja"),
  ...limits,
  ...sending,
  ...channels,
  operators: z.prefault(
    z.strictObject({
      twoPersonResets: z._default(
        z
          .boolean()
          .check(
            z.describe(
              "Whether a reset or a recovery that one of the operator's people asks for waits for another's confirmation.",
            ),
          ),
        false,
      ),
    }),
    {},
  ),
  ...recovery,
  ...approvals,
  ...risk,
  ...exemptions,
  totp: z.prefault(
    z.strictObject({
      toleranceSteps: int(0, 2, 1, "How many steps of 30 s an authenticator app's clock may be off (RFC 6238 6)."),
      apps,
    }),
    {},
  ),
  backupCodes: z.prefault(
    z.strictObject({
      mayReveal: z._default(
        z.boolean().check(z.describe("Whether people can have their backup codes shown again, after a step-up.")),
        true,
      ),
      mayReplace: z._default(
        z
          .boolean()
          .check(
            z.describe(
              "Whether a backup code will do where a method is replaced and that method would have to be proved.",
            ),
          ),
        true,
      ),
    }),
    {},
  ),
  trust,
  selfDisable: z._default(
    z.boolean().check(z.describe("Whether people may switch two-step verification off themselves.")),
    true,
  ),
  result: z.prefault(
    z.strictObject({
      lifetimeSeconds: int(60, 600, 300, "How long a result is valid."),
      algorithm: z._default(
        z
          .enum(["ES256", "RS256"])
          .check(z.describe("RS256 only where a verifier cannot do ES256, as API Gateway's own JWT authorizer.")),
        "ES256",
      ),
    }),
    {},
  ),
  ...clients,
  ...webhooks,
  allowedOrigins: z._default(
    z
      .array(z.string().check(z.regex(origin, 'must be an origin such as "https://www.example.jp", without a path')))
      .check(z.describe("Frontends on other hosts that may call the API (CORS).")),
    [],
  ),
});
export type Settings = z.output<typeof Settings>;
export type SettingsInput = z.input<typeof Settings>;
