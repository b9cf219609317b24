import type { Topic } from "../messages/help.ts";
import type { HeldLogin, Login } from "./held-login.ts";

/** Each page of help; they need no login. */
export const topicPaths = {
  totp: "/help/authenticator-app",
  app: "/help/approval-app",
  backup_code: "/help/backup-codes",
  sms_code: "/help/sms",
  voice: "/help/voice",
  email_code: "/help/mail",
  unknown_message: "/help/unknown-message",
  changed: "/help/changed",
  new_device: "/help/new-device",
  recovery: "/help/recovery",
} as const satisfies { readonly [T in Topic]: string };

export const isTopic = (name: string): name is Topic => Object.hasOwn(topicPaths, name);
export const topics = Object.keys(topicPaths).filter(isTopic);

/** The pages of whoever is signed in. */
export const settingsPaths = {
  settings: "/settings",
  change: "/settings/change",
  changePassword: "/settings/password",
  switch: "/settings/switch",
  setUpApp: "/settings/totp",
  methods: "/settings/methods",
  addMethod: "/settings/methods/add",
  editMethod: "/settings/methods/edit",
  activity: "/settings/activity",
  browsers: "/settings/trusted-browsers",
  editBrowser: "/settings/trusted-browsers/edit",
  pair: "/settings/methods/app",
  approvals: "/settings/approvals",
  backupCodes: "/settings/backup-codes",
  print: "/settings/backup-codes/print",
  ownData: "/settings/export",
} as const;

export type SettingsPage = keyof typeof settingsPaths;
export const isSettingsPage = (name: string): name is SettingsPage => Object.hasOwn(settingsPaths, name);

export const paths = {
  login: "/login",
  method: "/login/method",
  code: "/login/code",
  backup: "/login/backup",
  wait: "/login/wait",
  password: "/login/password",
  noSms: "/login/no-sms",
  recover: "/login/recovery",
  enrol: "/login/enrol",
  help: "/login/help",
  ended: "/login/ended",
  complete: "/login/complete",
  continue: "/login/continue",
  link: "/v",
  helpIndex: "/help",
  scan: "/q",
  notMe: "/not-me",
  forgottenPassword: "/password/forgotten",
  resetPassword: "/password/reset",
  stopRecovery: "/recovery/stop",
  about: "/about/messages",
  ...settingsPaths,
} as const;

export type PageName = keyof typeof paths | Topic | "notFound";

/** The token stands behind `#`: the page is opened as an address, and not by the router. */
export const notMePath = (token: string): string => `${paths.notMe}#${token}`;

/** One authenticator's page, and the page that puts another in its place. */
export const editPath = (id: string): string => `${paths.editMethod}?${new URLSearchParams({ id })}`;
export const replacePath = (to: "addMethod" | "setUpApp", replaces: string): string =>
  `${paths[to]}?${new URLSearchParams({ replaces })}`;

/** One trusted browser's page. */
export const editBrowserPath = (id: string): string => `${paths.editBrowser}?${new URLSearchParams({ id })}`;

export const queryOf = (path: string, name: string): string | undefined =>
  new URLSearchParams(path.split("?")[1]).get(name) ?? undefined;

export const endings = [
  "expired",
  "locked",
  "denied",
  "refused",
  "cancelled",
  "elsewhere",
  "lost",
  "passwordDue",
] as const;
export type Ending = (typeof endings)[number];

export const endedPath = (ending: Ending): string => `${paths.ended}?reason=${ending}`;

/** Why a login ended, as the address says it; nobody can do harm by typing another. */
export const endingOf = (search: string): Ending =>
  endings.find((ending) => ending === new URLSearchParams(search).get("reason")) ?? "lost";

const endingByStatus = {
  pending: undefined,
  complete: undefined,
  denied: "denied",
  expired: "expired",
  locked: "locked",
} as const satisfies { readonly [S in Login["status"]]: Ending | undefined };

const endingOfLogin = (login: Login): Ending | undefined =>
  login.wentOn ?? (login.endedBy === "risk" ? "refused" : endingByStatus[login.status]);

/**
 * Which page an address shows to the holder of that login. The path differs from the address where the page is to be
 * shown under its own instead.
 */
export function resolve(
  address: string,
  held: HeldLogin | undefined,
): { readonly page: PageName; readonly path: string } {
  const [pathname = ""] = address.split("?");
  if (/^\/*$/.test(pathname)) return { page: "login", path: paths.login };
  const asked = pageAt(pathname);
  if (!isLoginPage(asked)) return { page: asked, path: address };
  if (held === undefined) {
    // A completed login that was put away has nothing more to say, so it is no loss.
    return asked === "complete" ? { page: "login", path: paths.login } : { page: "ended", path: endedPath("lost") };
  }
  const ending = endingOfLogin(held.login);
  if (ending !== undefined) return { page: "ended", path: endedPath(ending) };
  const page = pageOf(held.login, asked);
  return { page, path: page === asked ? address : paths[page] };
}

/** Which page has that path, whatever this tab holds. */
export function pageAt(pathname: string): PageName {
  const path = pathname.replace(/\/+$/, "");
  return pageNames.find((name) => pagePaths[name] === path) ?? "notFound";
}

/** Pages that show a login which this tab holds. */
const loginPages = ["method", "code", "backup", "wait", "password", "noSms", "recover", "enrol", "complete"] as const;
type LoginPage = (typeof loginPages)[number];
const isLoginPage = (name: PageName): name is LoginPage => loginPages.some((page) => page === name);

/**
 * A backup code is typed on a page of its own, and what another device decides is waited for on another. Where the
 * password is all that is due, nothing else is offered.
 */
export function pageOf(login: Login, asked: LoginPage) {
  if (login.status === "complete") return "complete";
  // After a recovery nothing but a new method goes on.
  if (login.needs.includes("enrolment")) return "enrol";
  if (login.needs.includes("password") && (asked === "password" || login.methods.length === 0)) return "password";
  if (asked === "noSms" || asked === "recover") return asked;
  if (login.challenge === undefined || asked === "method" || asked === "complete" || asked === "enrol") return "method";
  if (login.challenge.mode !== undefined) return "wait";
  return login.challenge.type === "backup_code" ? "backup" : "code";
}

const pagePaths = { ...paths, ...topicPaths };
const pageNames = Object.keys(pagePaths).filter((name): name is keyof typeof pagePaths => name in pagePaths);
