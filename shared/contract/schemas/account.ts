import * as z from "zod/mini";
import { deliveryStates, instant, locales, MethodOffer, name, text, trustDays } from "./basics.ts";

const TrustDays = z
  .literal(trustDays)
  .check(z.describe("Days that a browser is trusted for, as many at most as the service allows; 0: never."));

export const AccountSettings = z.object({
  version: z.int().check(z.describe("What `If-Match` has to name when they are changed.")),
  identifier: z.string(),
  enabled: z.boolean().check(z.describe("Whether two-step verification is on.")),
  maySwitchOff: z.boolean().check(z.describe("Whether the service lets people switch it off themselves.")),
  defaultMethodId: z.optional(z.string().check(z.describe("The method that a login offers first."))),
  methods: z.array(MethodOffer).check(z.describe("What a login would offer now.")),
  trustDays: TrustDays,
  signInNotices: z.boolean().check(z.describe("Whether each sign-in is told by mail.")),
  locale: z.enum(locales),
  backupCodesLeft: z.optional(z.int().check(z.describe("None where there is no set."))),
});

export const UpdateSettings = z
  .object({
    enabled: z.optional(z.boolean()),
    defaultMethodId: z.optional(text(96, "One of the account's methods.")),
    trustDays: z.optional(TrustDays),
    signInNotices: z.optional(z.boolean()),
    locale: z.optional(z.enum(locales)),
  })
  .check(z.refine((body) => Object.values(body).some((value) => value !== undefined), "needs one setting at least"));

export const authenticatorTypes = ["phone", "email", "totp", "app"] as const;

/** Who carries a push to an app. */
export const pushPlatforms = ["fcm", "apns"] as const;
export type PushPlatform = (typeof pushPlatforms)[number];

export const AuthenticatorView = z.object({
  authenticatorId: z.string(),
  type: z.enum(authenticatorTypes),
  name: z.optional(z.string()),
  hint: z.string(),
  status: z
    .enum(["pending", "active", "disabled", "unreachable"])
    .check(
      z.describe(
        "`pending`: not proved yet · `disabled`: too many wrong answers in a row · `unreachable`: nothing arrives there.",
      ),
    ),
  methodIds: z.array(z.string()).check(z.describe("The methods it can be used by now.")),
  createdAt: instant("When it was added."),
});

export const Authenticators = z.object({ authenticators: z.array(AuthenticatorView) });

const Name = name(1, "What the person calls it.");

export const AddAuthenticator = z
  .object({
    type: z.enum(authenticatorTypes),
    destination: z.optional(text(254, "`phone`: a number in E.164 or national form; `email`: an address.")),
    via: z._default(z.enum(["sms", "voice"]), "sms").check(z.describe("`phone`: how the code comes that proves it.")),
    name: z.optional(Name),
    replaces: z.optional(text(64, "The authenticator that goes once this one is proved; it works until then.")),
  })
  .check(
    z.refine((body) => (body.type === "totp" || body.type === "app") === (body.destination === undefined), {
      path: ["destination"],
      message: "is needed for a number and an address, and for them alone",
    }),
  );

export const AddedAuthenticator = z.object({
  ...AuthenticatorView.shape,
  expiresAt: instant("It is gone from then on, unless it was proved."),
  challenge: z.optional(
    z
      .object({
        reference: z.string(),
        delivery: z.enum(deliveryStates),
        callKey: z.optional(z.string()),
        resendAt: instant("The same call may be made again from then on, and sends again."),
        attemptsLeft: z.int(),
      })
      .check(z.describe("`phone`, `email`: the code that was sent there.")),
  ),
  totp: z.optional(
    z
      .object({
        key: z.string().check(z.describe("Base32, for typing; shown now and never again.")),
        account: z.string(),
        uri: z.string().check(z.describe("`otpauth://totp/…`.")),
        qrSvg: z.string().check(z.describe("The URI as a QR code.")),
      })
      .check(z.describe("`totp`: what the app needs.")),
  ),
  pairing: z.optional(
    z
      .object({
        code: z.string().check(z.describe("Eight digits, to be entered in the app that is signed in.")),
        uri: z.url().check(z.describe("The page that takes the code, with the code in its fragment.")),
        qrSvg: z.string().check(z.describe("The URI as a QR code.")),
      })
      .check(z.describe("`app`: what pairs it.")),
  ),
});

export const ActivateAuthenticator = z.object({
  code: text(64, "The code that the new number, address or app shows, or the pairing code, as typed."),
  app: z.optional(
    z
      .object({
        push: z.optional(
          z.object({
            platform: z.enum(pushPlatforms),
            token: z
              .string()
              .check(
                z.regex(/^[A-Za-z0-9:_-]{16,4096}$/, "must be a token of that platform"),
                z.describe("What the platform names the app by: an FCM registration token or an APNs device token."),
              ),
          }),
        ),
      })
      .check(z.describe("`app`: of a native app, which then gets a session of its own.")),
  ),
});

export const ActivatedAuthenticator = z.object({
  ...AuthenticatorView.shape,
  sessionToken: z.optional(
    z
      .string()
      .check(
        z.describe("Of a native app: opens its approvals alone, until the app is removed or the password is changed."),
      ),
  ),
});

export const RenameAuthenticator = z.object({ name: Name });

export const BackupCodesState = z.object({
  total: z.int(),
  left: z.int(),
  createdAt: z.optional(instant("When the set was made; none where there is no set.")),
  canReveal: z.boolean().check(z.describe("Whether the service shows codes again.")),
});

export const BackupCodes = z.object({
  codes: z.array(z.object({ code: z.string(), used: z.boolean() })).check(z.describe("Eight digits each.")),
  createdAt: instant("When the set was made."),
});
