import * as z from "zod/mini";

/** What a person can be spoken to in. */
export const locales = ["ja", "en"] as const;
export type Locale = (typeof locales)[number];

/** How an authenticator can be used. A new method begins here; the compiler then names every place that lacks it. */
export const methodTypes = ["totp", "sms_code", "voice", "email_code", "backup_code"] as const;
export type MethodType = (typeof methodTypes)[number];

/** What became of a message, as far as its provider tells. */
export const deliveryStates = ["none", "sent", "delivered", "bounced", "failed", "unknown"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const text = (most: number, description: string) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.describe(description));

const instant = (description: string) => z.iso.datetime().check(z.describe(`${description} RFC 3339, UTC.`));

const LoginId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{22}$/, "must be a login id"), z.describe("The login: 128 random bits, base64url."));

export const StartLogin = z.object({
  identifier: text(254, "What the person types to name the account."),
  password: z.optional(text(1024, "The password; may be sent now or with verifyLogin.")),
  clientId: z.optional(text(64, "The relying party that the result is for. Default: the hosted pages.")),
  nonce: z.optional(text(128, "Repeated in the result (OpenID Connect Core 2).")),
  locale: z.optional(z.enum(locales).check(z.describe("Language of the messages. Default: the account's."))),
});

export const CreateChallenge = z.object({
  methodId: text(96, "One of the login's methods."),
});

export const VerifyLogin = z
  .object({
    password: z.optional(text(1024, "The password, when the login needs it.")),
    code: z.optional(text(64, "The code, as typed: full-width digits, spaces and hyphens are understood.")),
  })
  .check(z.refine((body) => body.password !== undefined || body.code !== undefined, "needs a password or a code"));

export const MethodOffer = z.object({
  methodId: z.string(),
  type: z.enum(methodTypes),
  hint: z
    .string()
    .check(z.describe("The destination, masked: `090-****-1234`, `h***@example.jp`; or the name it was given.")),
});

export const ChallengeView = z.object({
  methodId: z.string(),
  type: z.enum(methodTypes),
  reference: z.string().check(z.describe("Two letters or digits that the message shows too.")),
  delivery: z
    .enum(deliveryStates)
    .check(
      z.describe(
        "`none`: nothing is sent for this method · `sent`: handed to the provider · `delivered`: it reports the arrival · `bounced`: the address or number does not exist · `failed`: it was refused or could not be delivered; another method is the way on · `unknown`: the provider gave no answer, so it may still come.",
      ),
    ),
  callKey: z.optional(
    z.string().check(z.describe("`voice`: the key, 1 to 9, that the call asks for before it tells the code.")),
  ),
  expiresAt: instant("The code is refused from then on."),
  resendAt: instant("createChallenge may be called again from then on."),
  sendsLeft: z.int().check(z.describe("How often createChallenge may still send in this login.")),
  attemptsLeft: z.int().check(z.describe("How many wrong answers the login still stands.")),
});

export const Login = z.object({
  loginId: LoginId,
  loginToken: z.optional(
    z
      .string()
      .check(
        z.describe(
          "Proves the screen that began the login. Given at the start and anew, in place of the old, whenever a factor is accepted.",
        ),
      ),
  ),
  status: z.enum(["pending", "complete", "denied", "expired", "locked"]),
  purpose: z.enum(["sign_in", "step_up"]),
  reason: z.enum(["enabled", "risk", "policy"]),
  needs: z.array(z.enum(["password", "second_factor"])),
  methods: z.array(MethodOffer),
  challenge: z.optional(ChallengeView),
  expiresAt: instant("The login is over from then on."),
  pollInterval: z.int().check(z.describe("Seconds to wait between two getLogin calls.")),
});

export const IssueToken = z.object({
  session: z._default(
    z
      .enum(["cookie", "bearer", "none"])
      .check(
        z.describe("How the session for `/v1/me` is handed over: to browsers as a cookie, to native clients here."),
      ),
    "cookie",
  ),
});

export const IssuedToken = z.object({
  sessionToken: z.optional(
    z.string().check(z.describe("`session: bearer`: the session, for `Authorization: Bearer` of `/v1/me`.")),
  ),
  token: z.string().check(z.describe("The result: a JWT (RFC 7519) signed by a key of the JWKS.")),
  expiresAt: instant("The result's `exp`."),
});

/** Days that a browser can be trusted for. */
export const trustDays = [0, 1, 7, 30, 90] as const;
const TrustDays = z.literal(trustDays).check(z.describe("Days that a browser is trusted for; 0: never."));

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

const authenticatorTypes = ["phone", "email", "totp"] as const;

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

const Name = text(40, "What the person calls it.");

export const AddAuthenticator = z
  .object({
    type: z.enum(authenticatorTypes),
    destination: z.optional(text(254, "`phone`: a number in E.164 or national form; `email`: an address.")),
    via: z._default(z.enum(["sms", "voice"]), "sms").check(z.describe("`phone`: how the code comes that proves it.")),
    name: z.optional(Name),
    replaces: z.optional(text(64, "The authenticator that goes once this one is proved; it works until then.")),
  })
  .check(
    z.refine((body) => (body.type === "totp") === (body.destination === undefined), {
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
});

export const ActivateAuthenticator = z.object({
  code: text(64, "The code that the new number, address or app shows, as typed."),
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

/** What a second factor can be proved anew for. A proof for one is none for another. */
export const stepUpActions = [
  "add_authenticator",
  "remove_authenticator",
  "make_backup_codes",
  "reveal_backup_codes",
  "switch_off",
] as const;
export type StepUpAction = (typeof stepUpActions)[number];

export const StartStepUp = z.object({ action: z.enum(stepUpActions) });

export const CreateAccount = z.object({
  identifier: text(254, "What the person will type to name the account."),
  password: z
    .string()
    .check(z.minLength(8), z.maxLength(1024), z.describe("The first password; 8 to 1024 characters.")),
  phones: z._default(z.array(text(32, "A number in E.164 or national form.")).check(z.maxLength(5)), []),
  emails: z._default(z.array(z.email().check(z.maxLength(254))).check(z.maxLength(5)), []),
  locale: z.optional(z.enum(locales).check(z.describe("Language of its messages. Default: the operator's setting."))),
});

export const Account = z.object({
  sub: z.string().check(z.describe("The subject: the account's id for ever.")),
  identifier: z.string(),
  locale: z.enum(locales),
  authenticators: z.array(
    z.object({ authenticatorId: z.string(), type: z.enum(authenticatorTypes), hint: z.string() }),
  ),
});

export const Service = z.object({
  shortName: z.string().check(z.describe("How messages name the service.")),
  senders: z
    .object({
      sms: z.array(z.string()).check(z.describe("Numbers and names that SMS come from; empty: the carrier's choice.")),
      voice: z.array(z.string()).check(z.describe("Numbers that calls come from.")),
      email: z.array(z.string()).check(z.describe("Addresses that mails come from.")),
    })
    .check(z.describe("Everything the service sends comes from here, so that people can tell it from fraud.")),
});

export const OpenidConfiguration = z.object({
  issuer: z.url(),
  jwks_uri: z.url(),
  response_types_supported: z.array(z.string()),
  subject_types_supported: z.array(z.string()),
  id_token_signing_alg_values_supported: z.array(z.string()),
  acr_values_supported: z.array(z.string()),
  claims_supported: z.array(z.string()),
});

export const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export const OpenapiDocument = z.looseObject({ openapi: z.string() });

/** The body of every error (RFC 9457), with the fields that some problems add. */
export const ProblemBody = z.object({
  type: z.string().check(z.describe("`urn:nidan:problem:` and the code.")),
  title: z.string(),
  status: z.int(),
  code: z.string().check(z.describe("Stable name of the problem; new ones may be added.")),
  detail: z.optional(z.string()),
  errors: z.optional(
    z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .check(z.describe("`invalid_request`: what is wrong where (RFC 6901 pointers).")),
  ),
  attemptsLeft: z.optional(z.int().check(z.describe("`challenge_failed`: wrong answers the login still stands."))),
  retryAfter: z.optional(z.int().check(z.describe("429: seconds to wait, as in `Retry-After`."))),
  action: z.optional(
    z.enum(stepUpActions).check(z.describe("`insufficient_user_authentication`: what a step-up has to be for.")),
  ),
  acr_values: z.optional(z.string().check(z.describe("`insufficient_user_authentication` (RFC 9470 3)."))),
  max_age: z.optional(z.int().check(z.describe("`insufficient_user_authentication`: seconds (RFC 9470 3)."))),
  methods: z.optional(z.array(MethodOffer).check(z.describe("`delivery_unavailable`: what can be used instead."))),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
