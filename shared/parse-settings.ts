import * as z from "zod/mini";
import { brandingTrouble } from "./domain/branding.ts";
import { hasPrice } from "./domain/prices.ts";
import { smsExcess } from "./messages/sms.ts";
import { Settings } from "./settings.ts";

/** What is wrong with a configuration, a line each: the setting, the trouble, where to fix it. */
export class SettingsError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Checks an operator's settings and fills in the defaults.
 *
 * @param where where the operator finds the settings, for the message.
 * @throws SettingsError naming each wrong setting and its fix.
 */
export function parseSettings(given: unknown, where = "cdk.json, context.nidan"): Settings {
  const parsed = z.safeParse(Settings, given);
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map((issue) => troubleOf(issue, "nidan", where)));
  assertOneSegment(parsed.data, where);
  assertPrices(parsed.data, where);
  assertRoomAfterPassword(parsed.data, where);
  assertRiskLimits(parsed.data, where);
  assertTrust(parsed.data, where);
  assertBranding(parsed.data, where);
  return parsed.data;
}

/**
 * What is wrong with one setting, and where to put it right, in a line.
 *
 * @param root what the whole is called.
 */
export function troubleOf(issue: z.core.$ZodIssue, root: string, where: string): string {
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => [...issue.path, key].join(".")).join(", ");
    return `${names}: there is no such setting; remove it or correct its name (${where})`;
  }
  const expected = issue.code === "invalid_type" ? `must be of type ${issue.expected}` : issue.message;
  const allowed = issue.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : expected;
  return `${issue.path.join(".") || root}: ${allowed} (${where})`;
}

function assertPrices({ sends, spend }: Settings, where: string): void {
  const unpriced = sends.countries.filter((country) => !hasPrice(country, spend));
  if (unpriced.length === 0) return;
  throw new SettingsError(
    unpriced.map(
      (country) =>
        `spend.prices: ${country} is in sends.countries and has no price; set spend.prices.${country} to {"smsUsd": "0.05", "voiceUsd": "0.20"} with what it costs (${where})`,
    ),
  );
}

/** Strangers may not use up a destination: what is left is for logins whose password was proved. */
function assertRoomAfterPassword({ login, sends }: Settings, where: string): void {
  if (login.order === "password_first") return;
  const { smsPerDestinationDay: sms, voicePerDestinationDay: voice, emailPerDestinationDay: email } = sends;
  const most = {
    beforePasswordPerTenMinutes: sends.perDestinationTenMinutes,
    beforePasswordPerDay: Math.min(sms, voice, email),
  } as const;
  const lines = (["beforePasswordPerTenMinutes", "beforePasswordPerDay"] as const)
    .filter((name) => sends[name] >= most[name])
    .map((name) => `sends.${name}: must be less than ${most[name]}, what a destination may be sent (${where})`);
  if (lines.length > 0) throw new SettingsError(lines);
}

/** Each limit of the risk takes in those below: else an adviser's silence, which counts as high, would refuse everybody. */
function assertRiskLimits({ risk: { askAt, highAt, refuseAt } }: Settings, where: string): void {
  const lines = [
    ...(highAt < askAt ? [`risk.highAt: must be at least risk.askAt, ${askAt} (${where})`] : []),
    ...(refuseAt <= highAt ? [`risk.refuseAt: must be more than risk.highAt, ${highAt} (${where})`] : []),
  ];
  if (lines.length > 0) throw new SettingsError(lines);
}

/** Nobody is given at first what nobody may choose. */
function assertTrust({ trust: { days, mostDays } }: Settings, where: string): void {
  if (days <= mostDays) return;
  const trouble = `trust.days: ${days} is more than trust.mostDays, ${mostDays}`;
  throw new SettingsError([`${trouble}; lower trust.days or raise trust.mostDays (${where})`]);
}

/** Words that cannot be read help nobody, in whatever colour. */
function assertBranding({ branding }: Settings, where: string): void {
  const lines = brandingTrouble(branding).map((line) => `${line} (${where})`);
  if (lines.length > 0) throw new SettingsError(lines);
}

/** As long as the hosts that CloudFront gives. */
const cloudFrontHost = "d111111abcdef8.cloudfront.net";

function assertOneSegment({ host = cloudFrontHost, service, texts }: Settings, where: string): void {
  const excess = smsExcess(service.shortName, host.replace(/:\d+$/, ""), texts.codeWord);
  if (excess === 0) return;
  throw new SettingsError([
    `service.shortName: with the host ${host} an SMS is ${excess} characters longer than it may be; shorten either (${where})`,
  ]);
}
