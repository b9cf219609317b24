import ipaddr from "ipaddr.js";
import * as z from "zod/mini";
import { int, lambdaArn } from "./forms.ts";

const weight = (fallback: number, description: string) => int(0, 100, fallback, description);

/** How a sign-in is judged once its password was right. */
export const risk = {
  risk: z.prefault(
    z.strictObject({
      mode: z._default(
        z
          .enum(["enforce", "record", "off"])
          .check(
            z.describe("Whether the judgement of a sign-in has consequences; `record`: it is only logged and audited."),
          ),
        "enforce",
      ),
      askAt: int(1, 100, 30, "Score from which a second factor is asked for, also of who has switched it off."),
      highAt: int(1, 100, 60, "Score from which a trusted browser counts for nothing."),
      refuseAt: int(1, 101, 101, "Score from which the sign-in is refused and its owner told; 101: never."),
      weights: z.prefault(
        z.strictObject({
          unknownBrowser: weight(15, "What a browser and system counts that the account has not signed in with."),
          newNetwork: weight(5, "The same of a network."),
          newCountry: weight(35, "The same of a country."),
          impossibleTravel: weight(45, "Another country than a few hours ago."),
          failures: weight(30, "Wrong second factors since the last right one, at five."),
          denials: weight(40, "A sign-in that was denied by its owner within a day."),
          sends: weight(15, "Messages to the account within the hour, at ten."),
          changedDestination: weight(20, "A number or an address that was added within a day."),
          listedAddress: weight(60, "An address of the operator's list."),
          unusualHour: weight(5, "An hour of the day at which the account never signs in."),
        }),
        {},
      ),
      networks: z._default(
        z
          .array(
            z
              .string()
              .check(z.refine(ipaddr.isValidCIDR, 'must be networks such as "203.0.113.0/24" or "2001:db8::/32"')),
          )
          .check(
            z.maxLength(500, "must be at most 500 networks"),
            z.describe("Networks that make a sign-in suspicious."),
          ),
        [],
      ),
      adviser: z.optional(
        lambdaArn.check(
          z.describe(
            "Lambda of the operator's that is asked too, with 300 ms to answer `{score}`, 0 to 100; the higher score counts. Without an answer the risk is high.",
          ),
        ),
      ),
    }),
    {},
  ),
} as const;
