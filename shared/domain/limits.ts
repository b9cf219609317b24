import type { Settings } from "../settings.ts";
import type { Channel } from "./channel.ts";
import { days, hours, minutes } from "./duration.ts";
import type { Throttle } from "./throttle.ts";

/** The throttles of the product, each made from the operator's settings for the one it counts for. */
export const sourceStarts = (network: string, { sources }: Settings): Throttle => ({
  scope: "source_starts",
  key: network,
  limit: sources.startsPerMinute,
  window: minutes(1),
});

export const sourceFailures = (network: string, { sources }: Settings): Throttle => ({
  scope: "source_failures",
  key: network,
  limit: sources.failuresPerHour,
  window: hours(1),
});

/** Over all channels and accounts: whoever holds many accounts still sits somewhere. */
export const sourceSends = (network: string, { sources }: Settings): Throttle => ({
  scope: "source_sends",
  key: network,
  limit: sources.sendsPerTenMinutes,
  window: minutes(10),
});

/** Those of them that come before a password: whoever knows identifiers alone gets no further. */
export const sourceEarlySends = (network: string, { sources }: Settings): Throttle => ({
  scope: "source_early_sends",
  key: network,
  limit: sources.sendsBeforePasswordPerTenMinutes,
  window: minutes(10),
});

/** Over all channels and logins of a subject. */
export const subjectSends = (sub: string, { sends }: Settings): Throttle => ({
  scope: "subject_sends",
  key: sub,
  limit: sends.perSubjectHour,
  window: hours(1),
});

/** What strangers may have sent to a subject whose password they have not proved: the ten minutes, and the day. */
export const earlySends = (sub: string, { sends }: Settings): Throttle[] => [
  { scope: "subject_early_sends", key: sub, limit: sends.beforePasswordPerTenMinutes, window: minutes(10) },
  { scope: "subject_early_day_sends", key: sub, limit: sends.beforePasswordPerDay, window: days(1) },
];

/** Apart from the budget below: strangers use this one up, and its owner's other ways stay open. */
export const earlyFailures = (sub: string, { attempts }: Settings): Throttle => ({
  scope: "subject_early_failures",
  key: sub,
  limit: attempts.beforePasswordPerSubjectHour,
  window: hours(1),
});

/** One budget over all methods and logins of a subject (NIST SP 800-63B-4 3.2.2). */
export const subjectFailures = (sub: string, { attempts }: Settings): Throttle => ({
  scope: "subject_failures",
  key: sub,
  limit: attempts.perSubjectHour,
  window: hours(1),
});

/** @param digest a keyed digest of the number or address, never itself. */
export const destinationSends = (digest: string, { sends }: Settings): Throttle => ({
  scope: "destination_sends",
  key: digest,
  limit: sends.perDestinationTenMinutes,
  window: minutes(10),
});

/** Counted apart from the ten minutes, and by channel. @param digest as above. */
export const destinationDaySends = (digest: string, channel: Channel, { sends }: Settings): Throttle => ({
  scope: "destination_day_sends",
  key: `${channel}#${digest}`,
  limit: {
    sms: sends.smsPerDestinationDay,
    voice: sends.voicePerDestinationDay,
    email: sends.emailPerDestinationDay,
  }[channel],
  window: days(1),
});

/** @param digest a keyed digest of all but the last three digits of a number. */
export const prefixSends = (digest: string, { sends }: Settings): Throttle => ({
  scope: "prefix_sends",
  key: digest,
  limit: sends.perPrefixTenMinutes,
  window: minutes(10),
});

/** What an account's apps are asked, over all logins: whoever has the password could else ask until somebody says yes. */
export const appRequests = (sub: string, { approvals }: Settings): Throttle => ({
  scope: "app_requests",
  key: sub,
  limit: approvals.requestsPerTenMinutes,
  window: minutes(10),
});

/** After a denial nothing is asked for a while. */
export const appDenials = (sub: string): Throttle => ({
  scope: "app_denials",
  key: sub,
  limit: 1,
  window: hours(1),
});

/** Begun by whoever has the password: each start is so many tries at a code, and the first of them is told to all. */
export const recoveryStarts = (sub: string): Throttle => ({
  scope: "recovery_starts",
  key: sub,
  limit: 6,
  window: days(1),
});

/** Mails for a new password that a source may ask for, over all accounts. */
export const sourceResets = (network: string, { sources }: Settings): Throttle => ({
  scope: "source_resets",
  key: network,
  limit: sources.resetsPerHour,
  window: hours(1),
});

/** Those for one account, whether there is one or not. */
export const accountResets = (identifierKey: string, { password }: Settings): Throttle => ({
  scope: "account_resets",
  key: identifierKey,
  limit: password.resetsPerHour,
  window: hours(1),
});
