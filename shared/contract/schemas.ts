import * as z from "zod/mini";

/** What a person can be spoken to in. */
export const locales = ["ja", "en"] as const;
export type Locale = (typeof locales)[number];

/** How an authenticator can be used. A new method begins here; the compiler then names every place that lacks it. */
export const methodTypes = ["sms_code", "voice", "email_code"] as const;
export type MethodType = (typeof methodTypes)[number];

/** What became of a message, as far as its provider tells. */
export const deliveryStates = ["sent", "delivered", "bounced", "failed", "unknown"] as const;
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
  hint: z.string().check(z.describe("The destination, masked: `090-****-1234`, `h***@example.jp`.")),
});

export const ChallengeView = z.object({
  methodId: z.string(),
  type: z.enum(methodTypes),
  reference: z.string().check(z.describe("Two letters or digits that the message shows too.")),
  delivery: z
    .enum(deliveryStates)
    .check(
      z.describe(
        "`sent`: handed to the provider · `delivered`: it reports the arrival · `bounced`: the address or number does not exist · `failed`: it was refused or could not be delivered; another method is the way on · `unknown`: the provider gave no answer, so it may still come.",
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

export const IssuedToken = z.object({
  token: z.string().check(z.describe("The result: a JWT (RFC 7519) signed by a key of the JWKS.")),
  expiresAt: instant("The result's `exp`."),
});

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
    z.object({ authenticatorId: z.string(), type: z.enum(["phone", "email"]), hint: z.string() }),
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
  methods: z.optional(z.array(MethodOffer).check(z.describe("`delivery_unavailable`: what can be used instead."))),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
