import {
  ConfigurationSetDoesNotExistException,
  DescribeConfigurationSetCommand,
  type DescribeConfigurationSetResponse,
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from "@aws-sdk/client-ses";
import type { Deployment } from "../../deployment.ts";
import type { Asked } from "../aws.ts";
import { bad, type Check, type Checks, deployAgain, type Finding, ok, skipped, warn } from "./check.ts";

/** Mails a day that SES lets an account send in its sandbox. */
const sandboxMails = 200;

/** Only where the operator has an address to send from. */
const whereMail =
  (run: (asked: Asked, from: string) => Promise<Finding>): Check["run"] =>
  async (asked) => {
    const { from } = asked.choices.settings.email;
    return from === undefined ? skipped("email.from is not set: no codes by mail") : run(asked, from);
  };

export const mailChecks = {
  "email.sending": {
    title: "Mail: sending",
    actions: ["ses:GetAccountSendingEnabled"],
    run: whereMail(async ({ ses }) => judgeSending((await ses.send(new GetAccountSendingEnabledCommand())).Enabled)),
  },
  "email.sandbox": {
    title: "Mail: sandbox",
    actions: ["ses:GetSendQuota"],
    run: whereMail(async ({ ses }) => judgeQuota((await ses.send(new GetSendQuotaCommand())).Max24HourSend)),
  },
  "email.sender": {
    title: "Mail: sender",
    actions: ["ses:GetIdentityVerificationAttributes"],
    run: whereMail(async ({ ses }, from) => {
      const Identities = identitiesOf(from);
      const { VerificationAttributes = {} } = await ses.send(
        new GetIdentityVerificationAttributesCommand({ Identities }),
      );
      return judgeSender(from, (identity) => VerificationAttributes[identity]?.VerificationStatus);
    }),
  },
  "email.dkim": {
    title: "Mail: DKIM",
    actions: ["ses:GetIdentityDkimAttributes"],
    run: whereMail(async ({ ses }, from) => {
      const Identities = identitiesOf(from);
      const { DkimAttributes = {} } = await ses.send(new GetIdentityDkimAttributesCommand({ Identities }));
      return judgeDkim(from, (identity) => DkimAttributes[identity]);
    }),
  },
  "email.tls": {
    title: "Mail: TLS",
    actions: ["ses:DescribeConfigurationSet"],
    run: whereMail(async ({ ses, choices }) => judgeTls(await describeConfigurationSet(ses, choices.deployment))),
  },
  "email.reports": {
    title: "Mail: reports",
    actions: ["ses:DescribeConfigurationSet"],
    run: whereMail(async ({ ses, choices }) => judgeReports(await describeConfigurationSet(ses, choices.deployment))),
  },
} as const satisfies Checks;

/** As whose mails the functions may send: the address itself, or the domain behind its `@`. */
const identitiesOf = (from: string) => [from, domainOf(from)];

const domainOf = (from: string): string => from.slice(from.lastIndexOf("@") + 1);

export const judgeSending = (enabled: boolean | undefined): Finding =>
  enabled === true
    ? ok("SES sends")
    : bad(
        "SES has paused this account: no mail goes out",
        "The SES console tells why (Account dashboard); then: aws ses update-account-sending-enabled --enabled",
      );

/** @param daily mails in 24 h; -1 for as many as one likes. SES v1 does not say outright whether it is the sandbox. */
export function judgeQuota(daily = 0): Finding {
  if (daily === -1) return ok("SES has left it: no limit a day");
  if (daily > sandboxMails) return ok(`SES has left it: ${daily.toLocaleString("en")} mails a day`);
  return warn(
    `${daily} mails a day: probably in the sandbox, where mail goes to verified addresses alone`,
    "SES console, Account dashboard: request production access",
  );
}

export function judgeSender(from: string, statusOf: (identity: string) => string | undefined): Finding {
  const verified = identitiesOf(from).find((identity) => statusOf(identity) === "Success");
  if (verified === from) return ok(`${from} is verified`);
  if (verified !== undefined) return ok(`${from} is verified by its domain`);
  const status = statusOf(domainOf(from)) ?? statusOf(from) ?? "unknown to SES";
  return bad(
    `${from} is not verified (${status}): SES sends no mail from it`,
    `SES console, Identities: verify ${domainOf(from)} with the DNS records shown there`,
  );
}

interface Dkim {
  readonly DkimEnabled?: boolean | undefined;
  readonly DkimVerificationStatus?: string | undefined;
}

export function judgeDkim(from: string, dkimOf: (identity: string) => Dkim | undefined): Finding {
  const isSigned = (dkim: Dkim = {}) => dkim.DkimEnabled === true && dkim.DkimVerificationStatus === "Success";
  if (identitiesOf(from).some((identity) => isSigned(dkimOf(identity)))) return ok("mails are signed");
  return warn(
    `mails from ${from} are not signed: many providers take them for spam`,
    `SES console, Identities, ${domainOf(from)}, Authentication: switch DKIM on and publish its DNS records`,
  );
}

/** As SES describes it; nothing where there is none of that name. */
type Described = Pick<DescribeConfigurationSetResponse, "DeliveryOptions" | "EventDestinations"> | undefined;

export function judgeTls(set: Described): Finding {
  if (set === undefined) return bad("there is no configuration set: SES refuses every mail", deployAgain);
  if (set.DeliveryOptions?.TlsPolicy === "Require") return ok("required");
  return bad("not required: codes may travel in clear text", deployAgain);
}

export function judgeReports(set: Described): Finding {
  const told = (set?.EventDestinations ?? [])
    .filter(({ Enabled, SNSDestination }) => Enabled === true && SNSDestination !== undefined)
    .flatMap(({ MatchingEventTypes = [] }) => MatchingEventTypes);
  if (told.includes("bounce") && told.includes("complaint")) return ok("SES tells of bounces and complaints");
  return warn("SES does not tell of bounces and complaints: dead addresses stay in use", deployAgain);
}

async function describeConfigurationSet(ses: SESClient, { name }: Deployment): Promise<Described> {
  try {
    return await ses.send(
      new DescribeConfigurationSetCommand({
        ConfigurationSetName: `${name}-mail`,
        ConfigurationSetAttributeNames: ["deliveryOptions", "eventDestinations"],
      }),
    );
  } catch (error) {
    if (error instanceof ConfigurationSetDoesNotExistException) return undefined;
    throw error;
  }
}
