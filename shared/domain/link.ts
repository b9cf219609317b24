import type { ProblemCode } from "../contract/problems.ts";
import type { Settings } from "../settings.ts";
import { type Instant, minutes } from "./duration.ts";
import type { Challenge, Login } from "./login.ts";
import { statusOf } from "./login.ts";

/** Methods that send a one-time URL, and the settings of each. */
const linkSettings = {
  sms_link: { mode: "sms", lifetime: "smsLifetimeMinutes" },
  email_link: { mode: "email", lifetime: "emailLifetimeMinutes" },
} as const;
export type LinkType = keyof typeof linkSettings;

export const isLinkType = (type: string): type is LinkType => Object.hasOwn(linkSettings, type);

/** What the operator lets a URL of that kind do. */
export const linkModeOf = (type: LinkType, { links }: Settings): "off" | "approve" | "continue" =>
  links[linkSettings[type].mode];

/**
 * The end of a URL that is sent now. What another device decides ends with the login; what goes on where it is opened
 * may be opened later, and then begins a login anew.
 */
export function linkEnd(type: LinkType, login: Login, settings: Settings, now: Instant): Instant {
  const end = now + minutes(settings.links[linkSettings[type].lifetime]);
  return linkModeOf(type, settings) === "approve" ? Math.min(end, login.expiresAt) : end;
}

/** What a challenge is answered by, where no code is typed. */
export const modeOf = ({ link, approval }: Challenge): "approve" | "continue" | undefined => {
  if (approval !== undefined) return "approve";
  return link === undefined ? undefined : "continue";
};

/** A challenge that a URL is still good for. */
export interface Opened {
  readonly login: Login;
  readonly challenge: Challenge;
}

/** Why a URL does nothing any more, for whoever was sent it; or what it is good for. */
export function openedBy(number: number, login: Login | undefined, now: Instant): Opened | ProblemCode {
  if (login === undefined) return "link_expired";
  const { challenge, decision } = login;
  if (decision?.link === number) return "link_used";
  // A code that was asked for since voids it too.
  if (challenge?.link?.number !== number) return "link_superseded";
  if (challenge.expiresAt <= now) return "link_expired";
  if (decision !== undefined) return "login_closed";
  const status = statusOf(login, now);
  const goesOn = challenge.approval === undefined && status === "expired" && login.state === "pending";
  if (status === "pending" || (goesOn && login.attemptsLeft > 0)) return { login, challenge };
  return status === "expired" ? "login_expired" : "login_closed";
}
