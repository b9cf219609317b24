import type { MethodType } from "../contract/schemas.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import type { Login } from "../domain/login.ts";
import { canReach, everythingOpen, type SendingState } from "../domain/sending-state.ts";
import type { Settings } from "../settings.ts";
import { app } from "./app/app.ts";
import { backupCode } from "./backup-code/backup-code.ts";
import { emailCode } from "./email-code/email-code.ts";
import { emailLink } from "./link/email-link.ts";
import { smsLink } from "./link/sms-link.ts";
import type { Method } from "./method.ts";
import { qr } from "./qr/qr.ts";
import { offersToRecover } from "./recovery-offers.ts";
import { smsCode } from "./sms-code/sms-code.ts";
import { totp } from "./totp/totp.ts";
import { voice } from "./voice/voice.ts";

/** Every method there is. A type that the contract names and this table lacks does not compile. */
export const methods = {
  totp,
  sms_code: smsCode,
  sms_link: smsLink,
  voice,
  email_code: emailCode,
  email_link: emailLink,
  app,
  qr,
  backup_code: backupCode,
} as const satisfies { readonly [Type in MethodType]: Method<Type> };

export interface Offered {
  readonly method: Method;
  readonly authenticator: Authenticator;
  readonly offer: NonNullable<ReturnType<Method["offer"]>>;
}

/**
 * What an account can use now: its default first, then what the operator puts first, then in the order of the account,
 * backup codes last.
 */
export function offersOf(account: Account, settings: Settings, state: SendingState): Offered[] {
  const offers = usableOf(account, settings, state);
  const { defaultMethodId } = account.subject;
  const { first } = settings.methods;
  const rank = ({ offer: { methodId, type } }: Offered) => {
    if (methodId === defaultMethodId) return -1;
    const place = first.indexOf(type);
    return place === -1 ? first.length + (lateRanks.get(type) ?? 0) : place;
  };
  return withOneQr(offers).sort((one, other) => rank(one) - rank(other));
}

/**
 * What a login can be answered by. Where an authenticator is to be replaced, that is the one to prove: a factor that was
 * added to the account does not put itself in its place. A backup code does, where the service lets it.
 */
export function offersFor(
  login: Pick<Login, "from" | "purpose" | "reason" | "stepUp" | "recoveryId">,
  account: Account,
  settings: Settings,
  state: SendingState,
): Offered[] {
  const { stepUp, purpose, recoveryId = "" } = login;
  if (purpose === "recovery") return offersToRecover(account, recoveryId, settings, state);
  const all = withoutUnfit(offersOf(account, settings, state), login, settings);
  const offers = stepUp === undefined ? all : all.filter(({ method }) => !method.signsInOnly);
  const old = stepUp?.authenticatorId;
  if (old === undefined) return offers;
  const { mayReplace } = settings.backupCodes;
  return offers.filter(
    ({ offer, authenticator }) => authenticator.authenticatorId === old || (mayReplace && offer.type === "backup_code"),
  );
}

/**
 * No app is asked where the operator says so, of the browser or system or of what looks risky: whoever asks may hope
 * that it is answered by habit, and a code is not. Unless there is nothing else.
 */
export function withoutUnfit(
  offers: Offered[],
  { from, reason }: Pick<Login, "from" | "reason">,
  { approvals: { codesFrom, codesOnRisk } }: Settings,
): Offered[] {
  const isRisky = codesOnRisk && reason === "risk";
  const isUnfit = isRisky || codesFrom.some((name) => name === from.browser || name === from.system);
  const fit = isUnfit ? offers.filter(({ method }) => !asksApp(method)) : offers;
  return fit.some(({ offer }) => standsAlone(offer.type)) ? fit : offers;
}

/** Whether an app was asked of what turned out risky, where the operator wants a code then and there is one. */
export const isUnfitOnRisk = (
  type: MethodType,
  login: Pick<Login, "from" | "purpose" | "stepUp">,
  account: Account,
  settings: Settings,
): boolean =>
  settings.approvals.codesOnRisk &&
  asksApp(methods[type]) &&
  !offersFor({ ...login, reason: "risk" }, account, settings, everythingOpen).some(({ method }) => asksApp(method));

export const asksApp = (method: Method): boolean => method.channel === undefined && method.approves === "who_is_asked";

/** What comes after the others: a QR code is another way to the same phone, and codes run out. */
const lateRanks = new Map<MethodType, number>([
  ["qr", 1],
  ["backup_code", 2],
]);

/** The QR code is one, of what the person is signed in on: an app, else a number. */
function withOneQr(offers: readonly Offered[]): Offered[] {
  const codes = offers.filter(({ offer }) => offer.type === "qr");
  const kept = codes.find(({ authenticator }) => authenticator.type === "app") ?? codes[0];
  return offers.filter((one) => one.offer.type !== "qr" || one === kept);
}

function usableOf(account: Account, settings: Settings, state: SendingState): Offered[] {
  return account.authenticators.flatMap((authenticator) =>
    Object.values(methods).flatMap((method) => {
      if (method.channel !== undefined && !canReach(method.channel, authenticator, settings, state)) return [];
      const offer = method.offer(authenticator, settings);
      return offer === undefined ? [] : [{ method, authenticator, offer }];
    }),
  );
}

/** Whether it can be an account's only second step: backup codes run out, and an app is lost with its phone. */
export const standsAlone = (type: MethodType): boolean => type !== "backup_code" && type !== "app" && type !== "qr";
