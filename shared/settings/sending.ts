import * as z from "zod/mini";
import { int, price } from "./forms.ts";

/** What may be sent where, and what it may cost. */
export const sending = {
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
      beforePasswordPerTenMinutes: int(
        1,
        20,
        3,
        "Sends per subject in 10 min in logins whose password nobody has proved; less than `perDestinationTenMinutes`.",
      ),
      beforePasswordPerDay: int(1, 50, 4, "The same in a day, over all channels; less than each channel's day."),
      perSubjectHour: int(
        5,
        200,
        30,
        "Messages and calls to one account in an hour, over all its numbers and addresses.",
      ),
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
} as const;
