import * as z from "zod/mini";
import { locales } from "./contract/schemas.ts";

const int = (least: number, most: number, fallback: number, description: string) =>
  z._default(
    z
      .int()
      .check(
        z.minimum(least, `must be at least ${least}`),
        z.maximum(most, `must be at most ${most}`),
        z.describe(description),
      ),
    fallback,
  );

const e164 = /^\+[1-9]\d{6,14}$/;
const price = z.string().check(z.regex(/^\d+\.\d{2,5}$/, 'must be US dollars such as "0.07451"'));
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
    }),
    {},
  ),
  locale: z._default(z.enum(locales).check(z.describe("Language of accounts that are made without one.")), "ja"),
  login: z.prefault(
    z.strictObject({ lifetimeMinutes: int(5, 60, 30, "How long a login may take from start to end.") }),
    {},
  ),
  codes: z.prefault(
    z.strictObject({
      lifetimeSeconds: int(
        60,
        600,
        300,
        "How long a code sent by message works (NIST SP 800-63B-4 3.1.3.2: 10 min at most).",
      ),
    }),
    {},
  ),
  attempts: z.prefault(
    z.strictObject({
      perLogin: int(1, 10, 5, "Wrong codes in one login, over all its challenges; then it is locked."),
      perSubjectHour: int(5, 100, 15, "Wrong second factors per subject in an hour, over all logins and methods."),
      inARow: int(
        10,
        100,
        50,
        "Wrong codes in a row that disable an authenticator (NIST SP 800-63B-4 3.2.2: 100 at most).",
      ),
    }),
    {},
  ),
  password: z.prefault(
    z.strictObject({
      freeAttempts: int(1, 20, 5, "Wrong passwords per identifier and source before waiting begins."),
      firstWaitSeconds: int(1, 60, 1, "The first wait; it doubles with each further wrong password."),
      longestWaitSeconds: int(60, 3600, 900, "The longest wait."),
    }),
    {},
  ),
  sends: z.prefault(
    z.strictObject({
      gapsSeconds: z._default(
        z
          .array(z.int().check(z.minimum(10, "must be at least 10")))
          .check(
            z.minLength(1, "needs one gap at least"),
            z.describe("Wait before each further send in one login; the last one repeats."),
          ),
        [30, 60, 120],
      ),
      perLogin: int(1, 10, 5, "Sends in one login."),
      perDestinationTenMinutes: int(1, 20, 5, "Sends to one number or address in 10 min."),
      smsPerDestinationDay: int(1, 50, 10, "SMS to one number in a day."),
      voicePerDestinationDay: int(1, 50, 5, "Calls to one number in a day."),
      emailPerDestinationDay: int(1, 100, 20, "Mails to one address in a day."),
      perPrefixTenMinutes: int(
        1,
        1000,
        10,
        "SMS and calls to numbers alike in all but the last three digits in 10 min.",
      ),
      smsPerCountryHour: int(1, 1_000_000, 2000, "SMS to one country in an hour of the clock, of all people together."),
      voicePerCountryHour: int(
        1,
        1_000_000,
        300,
        "Calls to one country in an hour of the clock, of all people together.",
      ),
      countries: z._default(
        z
          .array(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be ISO 3166 codes such as "JP"')))
          .check(
            z.minLength(1, "needs one country at least"),
            z.describe("Countries that messages and calls may go to."),
          ),
        ["JP"],
      ),
    }),
    {},
  ),
  sources: z.prefault(
    z.strictObject({
      startsPerMinute: int(1, 10000, 30, "Logins started per /24 or /64 in a minute."),
      sendsPerTenMinutes: int(1, 10000, 100, "Codes asked for per /24 or /64 in 10 min, over all channels."),
      failuresPerHour: int(1, 100000, 100, "Wrong passwords and codes per /24 or /64 in an hour."),
    }),
    {},
  ),
  sms: z.prefault(
    z.strictObject({
      senderId: z.optional(
        z
          .string()
          .check(
            z.regex(
              /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
              "must be 1 to 11 ASCII letters and digits, one letter at least",
            ),
            z.describe("Sender shown on the phone, where the country allows one."),
          ),
      ),
      originationNumber: z.optional(
        z
          .string()
          .check(
            z.regex(/^\+?\d{3,15}$/, "must be a number in E.164 form or a short code"),
            z.describe("Number that SMS come from."),
          ),
      ),
      maxPriceUsd: z._default(
        z
          .string()
          .check(
            z.regex(/^\d+\.\d{2}$/, 'must be US dollars such as "0.20"'),
            z.describe("An SMS that costs more is not sent."),
          ),
        "0.20",
      ),
    }),
    {},
  ),
  email: z.prefault(
    z.strictObject({
      from: z.optional(
        z
          .email("must be a mail address")
          .check(
            z.maxLength(254, "must be at most 254 characters"),
            z.describe("Address that mails come from, of a domain that SES has verified. Left out: no codes by mail."),
          ),
      ),
    }),
    {},
  ),
  voice: z.prefault(
    z.strictObject({
      number: z.optional(
        z
          .string()
          .check(
            z.regex(e164, "must be a number in E.164 form such as +815012345678"),
            z.describe("Number of the Connect instance that calls come from. Left out: no codes by voice."),
          ),
      ),
    }),
    {},
  ),
  totp: z.prefault(
    z.strictObject({
      toleranceSteps: int(0, 2, 1, "How many steps of 30 s an authenticator app's clock may be off (RFC 6238 6)."),
    }),
    {},
  ),
  backupCodes: z.prefault(
    z.strictObject({
      mayReveal: z._default(
        z.boolean().check(z.describe("Whether people can have their backup codes shown again, after a step-up.")),
        true,
      ),
    }),
    {},
  ),
  selfDisable: z._default(
    z.boolean().check(z.describe("Whether people may switch two-step verification off themselves.")),
    true,
  ),
  spend: z.prefault(
    z.strictObject({
      monthlyUsd: int(
        0,
        1_000_000,
        1000,
        "US dollars that SMS and calls may cost in a calendar month (UTC), as estimated by the prices; then only free methods are offered.",
      ),
      prices: z._default(
        z
          .record(
            z.string().check(z.regex(/^[A-Z]{2}$/, 'must be ISO 3166 codes such as "JP"')),
            z.strictObject({ smsUsd: price, voiceUsd: price }),
          )
          .check(
            z.describe(
              "What one SMS segment and one call cost, by country, in place of our own estimates. Needed for each country that we have none for.",
            ),
          ),
        {},
      ),
    }),
    {},
  ),
  fraudGuard: z.prefault(
    z.strictObject({
      mode: z._default(
        z
          .enum(["enforce", "record", "off"])
          .check(
            z.describe(
              "Whether SMS and calls to a country or a block of numbers stop when too many codes sent there are never entered; `record`: that is only logged.",
            ),
          ),
        "enforce",
      ),
      countryFloor: int(
        10,
        1_000_000,
        500,
        "Codes to a country in 24 h that may go unentered before the guard looks at all.",
      ),
      blockFloor: int(10, 100_000, 50, "The same of a block of numbers, alike in all but the last three digits."),
      pauseMinutes: int(10, 1440, 60, "How long sending there stops; then it is judged anew."),
    }),
    {},
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
  clients: z._default(
    z
      .array(
        z.strictObject({
          clientId: z
            .string()
            .check(
              z.regex(
                /^[A-Za-z0-9._~-]{1,64}$/,
                "must be 1 to 64 letters, digits, dots, dashes, underscores or tildes",
              ),
            ),
        }),
      )
      .check(z.describe("Relying parties; `clientId` becomes the result's audience.")),
    [],
  ),
  allowedOrigins: z._default(
    z
      .array(z.string().check(z.regex(origin, 'must be an origin such as "https://www.example.jp", without a path')))
      .check(z.describe("Frontends on other hosts that may call the API (CORS).")),
    [],
  ),
});
export type Settings = z.output<typeof Settings>;
export type SettingsInput = z.input<typeof Settings>;
