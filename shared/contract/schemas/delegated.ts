import * as z from "zod/mini";
import { instant, locales, text } from "./basics.ts";

/**
 * What a backend can vouch for (RFC 8176). `mfa` and `mca` are not among them: the result says them of what was proved
 * here.
 */
const vouchedFactors = [
  "face",
  "fpt",
  "geo",
  "hwk",
  "iris",
  "kba",
  "otp",
  "pin",
  "pop",
  "pwd",
  "rba",
  "retina",
  "sc",
  "sms",
  "swk",
  "tel",
  "user",
  "vbm",
  "wia",
] as const;

export const StartDelegatedLogin = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(64), z.describe("The account whose first factor was checked.")),
  clientId: text(64, "The relying party that the result is for."),
  amr: z
    .array(z.enum(vouchedFactors))
    .check(z.minLength(1), z.maxLength(8), z.describe("How it was checked (RFC 8176).")),
  authTime: instant("When it was checked: within the last 5 minutes."),
  automatic: z._default(
    z.boolean().check(z.describe("Whether nobody typed anything: an app was signed in already.")),
    false,
  ),
  returnUrl: text(2048, "Where the browser goes in the end: one of the client's `returnUrls`, to the letter."),
  state: z.optional(text(512, "Repeated at the return URL, so that the backend knows its own browser again.")),
  nonce: z.optional(text(128, "Repeated in the result (OpenID Connect Core 2).")),
  locale: z.optional(z.enum(locales).check(z.describe("Language of the messages. Default: the account's."))),
  viewer: z.optional(
    z
      .object({
        address: z.optional(z.string().check(z.regex(/^[0-9A-Fa-f.:]{2,45}$/, "must be an IP address"))),
        userAgent: z.optional(text(512, "The browser's `User-Agent`.")),
      })
      .check(z.describe("Who the backend speaks to: what is shown and counted until the browser itself comes.")),
  ),
});

export const DelegatedLogin = z.object({
  loginId: z.string(),
  url: z.url().check(z.describe("Where the browser is sent, by a redirect. It works once.")),
  expiresAt: instant("The URL is refused from then on."),
});

export const ClaimLogin = z.object({ ticket: text(200, "What the URL carries in its fragment.") });

export const ReturnedLogin = z.object({
  location: z.url().check(z.describe("The return URL, with `code` and `state`. For 60 s the call can be repeated.")),
});

export const RedeemResult = z.object({
  code: text(200, "What the browser brought to the return URL."),
  clientId: text(64, "The client that the login was begun for."),
});

export const RedeemedResult = z.object({
  token: z.string().check(z.describe("The result: a JWT (RFC 7519) signed by a key of the JWKS.")),
  expiresAt: instant("The result's `exp`."),
});
