import type { Device } from "../contract/device.ts";
import { areaName, browserName } from "../contract/device-names.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";

/** When, from where and with what something was done; what is not known is left out. */
export interface NoticeFacts {
  readonly at: Instant;
  readonly from: Device;
  /** What was added, replaced or removed. */
  readonly method?: Authenticator["type"] | undefined;
  /** Why the operator did it, in the operator's words. */
  readonly reason?: string | undefined;
  /** From when a recovery can be completed. */
  readonly readyAt?: Instant | undefined;
}

const methods = {
  ja: {
    phone: "電話番号",
    email: "メールアドレス",
    totp: "認証アプリ",
    app: "承認アプリ",
    backup_codes: "バックアップコード",
  },
  en: {
    phone: "phone number",
    email: "mail address",
    totp: "authenticator app",
    app: "approval app",
    backup_codes: "backup codes",
  },
} as const satisfies { readonly [L in Locale]: { readonly [T in Authenticator["type"]]: string } };

const labels = {
  ja: {
    time: (time: string) => `日時：${time}（日本時間）`,
    method: (method: string) => `対象の認証方法：${method}`,
    reason: (reason: string) => `理由：${reason}`,
    readyAt: (time: string) => `再登録できる日時：${time}以降（日本時間）`,
    browser: (browser: string) => `ブラウザ：${browser}`,
    area: (area: string) => `地域：${area}（IPアドレスから推定したおおよその地域です）`,
  },
  en: {
    time: (time: string) => `Time: ${time} (Japan)`,
    method: (method: string) => `Method: ${method}`,
    reason: (reason: string) => `Reason: ${reason}`,
    readyAt: (time: string) => `New methods can be set up from: ${time} (Japan)`,
    browser: (browser: string) => `Browser: ${browser}`,
    area: (area: string) => `Area: ${area} (an estimate from the IP address)`,
  },
} as const satisfies { readonly [L in Locale]: Readonly<Record<string, (value: string) => string>> };

const dateTime = (at: Instant, locale: Locale, style: Intl.DateTimeFormatOptions): string =>
  new Date(at).toLocaleString(locale === "ja" ? "ja-JP" : "en-GB", { timeZone: "Asia/Tokyo", ...style });

/** A line each. The time is Japan's, and says so. */
export function factsOf({ at, from, method, reason, readyAt }: NoticeFacts, locale: Locale): readonly string[] {
  const say = labels[locale];
  const momentIn = (time: Instant) => dateTime(time, locale, { dateStyle: "long", timeStyle: "short" });
  const [browser, area] = [browserName(from), areaName(from, locale)];
  return [
    say.time(momentIn(at)),
    ...(method === undefined ? [] : [say.method(methods[locale][method])]),
    ...(reason === undefined ? [] : [say.reason(reason)]),
    ...(readyAt === undefined ? [] : [say.readyAt(momentIn(readyAt))]),
    ...(browser === undefined ? [] : [say.browser(browser)]),
    ...(area === undefined ? [] : [say.area(area)]),
  ];
}

/** `11/24 14:03 ` before what happened, or `, 24 Nov, 14:03 (Japan)` behind it: what an SMS has room for. */
export function momentOf(at: Instant, locale: Locale): string {
  const clock = { day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return locale === "ja"
    ? `${dateTime(at, locale, { month: "numeric", ...clock })} `
    : `, ${dateTime(at, locale, { month: "short", ...clock })} (Japan)`;
}
