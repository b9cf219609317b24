import * as z from "zod/mini";
import { listOf, type XmlFields } from "./query.ts";
import { type Actions, parseInput } from "./wire.ts";

/** The account's settings for SMS, all of which SNS tells as texts. */
const settings = {
  MonthlySpendLimit: "1000",
  DefaultSMSType: "Transactional",
  DeliveryStatusIAMRole: "arn:aws:iam::000000000000:role/nidan-sms-reports",
  DeliveryStatusSuccessSamplingRate: "100",
} as const;

/** A number of the account that SMS can come from. */
const originationNumber = "+815000005678";

const OfAttributes = z.object({ attributes: z.optional(listOf(z.string())) });

/** What SNS tells of an account that is out of the sandbox, with a number of its own and reports of every SMS. */
export const smsAccountActions = {
  GetSMSSandboxAccountStatus: () => ({ IsInSandbox: false }),
  GetSMSAttributes: (input) => {
    const { attributes: names = [] } = parseInput(OfAttributes, input, "InvalidParameter");
    // Without names SNS tells all.
    return {
      attributes: new Map(Object.entries(settings).filter(([name]) => names.length === 0 || names.includes(name))),
    };
  },
  ListOriginationNumbers: () => ({
    PhoneNumbers: [
      {
        PhoneNumber: originationNumber,
        Status: "Active",
        Iso2CountryCode: "JP",
        RouteType: "Transactional",
        NumberCapabilities: ["SMS"],
        CreatedAt: "2026-01-01T00:00:00Z",
      },
    ],
  }),
} as const satisfies Actions<XmlFields>;
