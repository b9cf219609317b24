import type * as z from "zod/mini";
import type { AccountSettings, AuthenticatorView } from "../contract/schemas.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import { leftOf } from "../domain/backup-codes.ts";
import { toRfc3339 } from "../domain/duration.ts";
import { maskDestination } from "../domain/mask.ts";
import { everythingOpen, type SendingState } from "../domain/sending-state.ts";
import { trustDaysOf } from "../domain/trust-days.ts";
import { offersOf } from "../methods/index.ts";
import type { Settings } from "../settings.ts";

/** The account's settings as its owner sees them. */
export function settingsViewOf(
  account: Account,
  settings: Settings,
  state: SendingState,
): z.infer<typeof AccountSettings> {
  const { subject } = account;
  const codes = backupCodesOf(account)?.codes;
  return {
    version: subject.version,
    identifier: subject.identifier,
    enabled: subject.secondFactor,
    maySwitchOff: settings.selfDisable,
    ...(subject.defaultMethodId === undefined ? {} : { defaultMethodId: subject.defaultMethodId }),
    methods: offersOf(account, settings, state).map(({ offer }) => offer),
    trustDays: trustDaysOf(subject.trustDays, settings),
    signInNotices: subject.signInNotices,
    locale: subject.locale,
    ...(codes === undefined ? {} : { backupCodesLeft: leftOf(codes) }),
  };
}

export const backupCodesOf = ({ authenticators }: Account): Authenticator | undefined =>
  authenticators.find(({ type }) => type === "backup_codes");

/** Numbers, addresses and apps; backup codes have a place of their own. */
export const isListed = (
  authenticator: Authenticator,
): authenticator is Authenticator & { readonly type: "phone" | "email" | "totp" | "app" } =>
  authenticator.type !== "backup_codes";

/** An authenticator as its owner sees it. */
export function authenticatorViewOf(
  authenticator: Authenticator & { readonly type: "phone" | "email" | "totp" | "app" },
  account: Account,
  settings: Settings,
): z.infer<typeof AuthenticatorView> {
  const { authenticatorId, type, name, status, unreachableBy = [], createdAt } = authenticator;
  const offers = offersOf(account, settings, everythingOpen).filter((one) => one.authenticator === authenticator);
  const isDead = status === "active" && offers.length === 0 && unreachableBy.length > 0;
  return {
    authenticatorId,
    type,
    ...(name === undefined ? {} : { name }),
    hint: maskDestination(authenticator),
    status: isDead ? "unreachable" : status,
    methodIds: offers.map(({ offer }) => offer.methodId),
    createdAt: toRfc3339(createdAt),
  };
}
