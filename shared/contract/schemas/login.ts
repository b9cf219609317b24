import * as z from "zod/mini";
import {
  deliveryStates,
  instant,
  locales,
  MethodOffer,
  methodTypes,
  name,
  stepUpActions,
  text,
  trustDays,
} from "./basics.ts";

export const LoginId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{22}$/, "must be a login id"), z.describe("The login: 128 random bits, base64url."));

/** What a login is for. */
export const loginPurposes = ["sign_in", "step_up", "recovery"] as const;

export const LoginNeed = z
  .enum(["password", "second_factor", "enrolment"])
  .check(
    z.describe("`enrolment`: after a recovery. A new method has to be set up in this login, and nothing else ends it."),
  );

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

export const TrustBrowser = z.object({
  name: z.optional(name(0, "What the person calls this browser. Default, unless a name is required: what it is.")),
});

export const VerifyLogin = z
  .object({
    password: z.optional(text(1024, "The password, when the login needs it.")),
    code: z.optional(text(64, "The code, as typed: full-width digits, spaces and hyphens are understood.")),
    trustBrowser: z.optional(
      z.object(TrustBrowser.shape).check(z.describe("Trust this browser, if the code is right.")),
    ),
  })
  .check(z.refine((body) => body.password !== undefined || body.code !== undefined, "needs a password or a code"));

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
  mode: z.optional(
    z
      .enum(["approve", "continue"])
      .check(
        z.describe(
          "How it is answered where no code is typed · `approve`: another device decides, and the login goes on here: poll getLogin · `continue`: the login goes on where the one-time URL is opened.",
        ),
      ),
  ),
  matchNumber: z.optional(
    z
      .string()
      .check(
        z.describe("`approve`: two digits to be typed on the other device. They show on the screen that began alone."),
      ),
  ),
  qr: z.optional(
    z
      .object({
        uri: z.url(),
        svg: z.string(),
        expiresAt: instant("getLogin has another from then on."),
        isScanned: z.boolean().check(z.describe("Whether somebody signed in has scanned one, and may decide.")),
      })
      .check(z.describe("`qr`: the QR code of this moment, for the screen that began alone.")),
  ),
  expiresAt: instant("The code is refused from then on."),
  resendAt: instant("createChallenge may be called again from then on."),
  sendsLeft: z.int().check(z.describe("How often createChallenge may still send in this login.")),
  attemptsLeft: z.int().check(z.describe("How many wrong answers the login still stands.")),
});

export const LoginTrust = z.object({
  offered: z.boolean().check(z.describe("Whether this browser can be trusted with this login.")),
  days: z.optional(
    z
      .literal(trustDays)
      .check(
        z.describe(
          "How long it would be; 0: the account or the service trusts no browsers. Left out before the password.",
        ),
      ),
  ),
  defaultChecked: z.boolean().check(z.describe("Whether the box is ticked at first.")),
  nameRequired: z.boolean(),
  name: z.optional(z.string().check(z.describe("A name to begin with: `Chrome / Windows`."))),
  registered: z.boolean().check(z.describe("Whether this login has made it a trusted one.")),
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
  purpose: z.enum(loginPurposes),
  reason: z.enum(["enabled", "risk", "policy"]),
  isDelegated: z.optional(
    z
      .boolean()
      .check(z.describe("A backend began it: once it is complete, `returnLogin` tells where the browser goes.")),
  ),
  needs: z.array(LoginNeed),
  methods: z.array(MethodOffer),
  challenge: z.optional(ChallengeView),
  wentOn: z.optional(
    z
      .enum(["elsewhere"])
      .check(z.describe("It went on in the tab that opened its one-time URL; this token opens nothing any more.")),
  ),
  endedBy: z.optional(
    z
      .enum(["risk"])
      .check(z.describe("`denied`: nobody decided it; the sign-in was too far from what is usual for the account.")),
  ),
  trust: z.optional(
    LoginTrust.check(
      z.describe("`sign_in`, once the password is right; before, where password and code are submitted together."),
    ),
  ),
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

export const StartStepUp = z
  .object({
    action: z.enum(stepUpActions),
    authenticatorId: z.optional(
      text(64, "`replace_authenticator`: the one that goes; it is what has to be proved, as long as it is there."),
    ),
  })
  .check(
    z.refine((body) => (body.action === "replace_authenticator") === (body.authenticatorId !== undefined), {
      path: ["authenticatorId"],
      message: "is needed for `replace_authenticator`, and for that alone",
    }),
  );
