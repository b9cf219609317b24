import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type PhoneNumberInformation,
  paginateListOriginationNumbers,
  type SNSClient,
} from "@aws-sdk/client-sns";
import type { Choices } from "../../choices.ts";
import type { Deployment } from "../../deployment.ts";
import { bad, type Check, type Checks, type Finding, ok, skipped, warn } from "./check.ts";

/** US dollars a month at which SNS stops an account that never asked for more. */
const defaultSpendLimitUsd = 1;

/** Of the account in the region. */
type SmsAttributes = Readonly<Record<string, string>>;
/** Who sets them: the stack, or something else. */
type Keeper = Deployment["sms"]["accountSettings"];

/** A check of the account's settings. */
const ofAttributes = (title: string, judge: (attributes: SmsAttributes, choices: Choices) => Finding): Check => ({
  title,
  actions: ["sns:GetSMSAttributes"],
  run: async ({ sns, choices }) => judge((await sns.send(new GetSMSAttributesCommand())).attributes ?? {}, choices),
});

export const smsChecks = {
  "sms.sandbox": {
    title: "SMS: sandbox",
    actions: ["sns:GetSMSSandboxAccountStatus"],
    run: async ({ sns }) => judgeSandbox((await sns.send(new GetSMSSandboxAccountStatusCommand())).IsInSandbox),
  },
  "sms.spend-limit": ofAttributes("SMS: spend limit", (attributes, { settings, deployment }) =>
    judgeSpendLimit(attributes, settings.spend.monthlyUsd, deployment.sms.accountSettings),
  ),
  "sms.reports": ofAttributes("SMS: reports", (attributes, { deployment }) =>
    judgeReports(attributes, deployment.sms.accountSettings),
  ),
  "sms.type": ofAttributes("SMS: type", judgeType),
  "sms.origination": {
    title: "SMS: sender",
    actions: ["sns:ListOriginationNumbers"],
    run: async ({ sns, choices }) => {
      const { originationNumber, senderId } = choices.settings.sms;
      if (originationNumber !== undefined) return judgeOrigination(originationNumber, await listNumbers(sns));
      const instead = senderId === undefined ? "the carrier chooses a number" : `the sender is ${senderId}`;
      return skipped(`sms.originationNumber is not set: ${instead}`);
    },
  },
} as const satisfies Checks;

export const judgeSandbox = (isInSandbox: boolean | undefined): Finding =>
  isInSandbox === false
    ? ok("SNS has left it")
    : bad(
        "SNS is in it: SMS reach verified numbers alone",
        "SNS console, Text messaging: exit the SMS sandbox. It takes a day or so",
      );

/** @param capUsd the service's own cap, `spend.monthlyUsd`. */
export function judgeSpendLimit({ MonthlySpendLimit = "" }: SmsAttributes, capUsd: number, keeper: Keeper): Finding {
  const limitUsd = MonthlySpendLimit === "" ? defaultSpendLimitUsd : Number(MonthlySpendLimit);
  const limit = `${limitUsd} USD a month${MonthlySpendLimit === "" ? " (none is set)" : ""}`;
  if (limitUsd >= capUsd) return ok(`SNS stops at ${limit}, our own cap is ${capUsd} USD`);
  const raise =
    keeper === "manage"
      ? `set sms.monthlySpendLimitUsd to ${capUsd} in context.deployment, and deploy`
      : `then: ${setAttributes} MonthlySpendLimit=${capUsd}`;
  return warn(
    `SNS stops at ${limit}, without a word and before our own cap of ${capUsd} USD`,
    `Have the quota raised (Service Quotas), ${raise}`,
  );
}

export function judgeReports(attributes: SmsAttributes, keeper: Keeper): Finding {
  const { DeliveryStatusIAMRole: role = "", DeliveryStatusSuccessSamplingRate: rate = "0" } = attributes;
  if (role === "") {
    const set = `${setAttributes} DeliveryStatusIAMRole=ARN`;
    const fix =
      keeper === "manage"
        ? `Deploy: npx cdk deploy --all; if it was removed by hand: ${set}, with the stack's SmsLogRole`
        : `${set}, with a role that lets SNS write its delivery log`;
    return warn("SNS does not tell whether an SMS arrived", fix);
  }
  if (Number(rate) >= 100) return ok("SNS tells what became of each SMS");
  return warn(
    `SNS tells of ${rate} % of the SMS that arrived`,
    `${setAttributes} DeliveryStatusSuccessSamplingRate=100`,
  );
}

export function judgeType({ DefaultSMSType: type = "not set" }: SmsAttributes): Finding {
  if (type === "Transactional") return ok(type);
  return warn(
    `${type}: codes ask for Transactional themselves, but other SMS of the account do not`,
    `${setAttributes} DefaultSMSType=Transactional`,
  );
}

/** Not by a deployment: it does not look at what was set since. */
const setAttributes = "aws sns set-sms-attributes --attributes";

export function judgeOrigination(number: string, listed: readonly PhoneNumberInformation[]): Finding {
  // A short code has no plus, and a number may be listed without one.
  const digits = (text = "") => text.replace(/^\+/, "");
  const found = listed.find(({ PhoneNumber }) => digits(PhoneNumber) === digits(number));
  if (found === undefined) {
    return bad(
      `${number} is not a number of this account`,
      "Set sms.originationNumber to one that is (SNS console, Origination numbers)",
    );
  }
  const { Status = "unknown", NumberCapabilities = [] } = found;
  if (Status.toUpperCase() !== "ACTIVE") {
    return bad(`${number} is not active (${Status})`, "Wait until it is; the SNS console shows its registration");
  }
  if (!NumberCapabilities.includes("SMS")) {
    return bad(`${number} cannot send SMS`, "Set sms.originationNumber to a number that can");
  }
  return ok(`${number} is active`);
}

async function listNumbers(client: SNSClient): Promise<readonly PhoneNumberInformation[]> {
  const listed: PhoneNumberInformation[] = [];
  for await (const { PhoneNumbers = [] } of paginateListOriginationNumbers({ client }, {})) {
    listed.push(...PhoneNumbers);
  }
  return listed;
}
