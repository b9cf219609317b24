import type { Settings } from "../settings.ts";
import { days, type Instant } from "./duration.ts";

export type Exemption = Settings["exemptions"][number];

/** What a sign-in brings that an exemption may be for. */
export interface FirstFactor {
  readonly clientId: string | undefined;
  /** What a backend vouches for (RFC 8176); nothing where the password was checked here. */
  readonly amr: readonly string[];
  /** A backend vouches that its app was signed in already. */
  readonly isAutomatic: boolean;
}

/** RFC 8176: a key in hardware, a fingerprint, a face, a key that was proved to be held. */
const strong: ReadonlySet<string> = new Set(["hwk", "fpt", "face", "pop"]);

const applies = {
  strong_first_factor: ({ amr }) => amr.some((value) => strong.has(value)),
  automatic_login: ({ isAutomatic }) => isAutomatic,
  // Its name is anybody's word: whatever a sign-in for it comes to counts at that client alone.
  client: () => true,
} as const satisfies { readonly [R in Exemption["rule"]]: (factor: FirstFactor) => boolean };

/** The first exemption that holds for a sign-in, if any. One whose last day is over holds no more. */
export const exemptionFor = (
  factor: FirstFactor,
  { exemptions }: Pick<Settings, "exemptions">,
  now: Instant,
): Exemption | undefined =>
  exemptions.find(
    (one) =>
      isInForce(one, now) &&
      (one.clientId === undefined || one.clientId === factor.clientId) &&
      applies[one.rule](factor),
  );

/** Until the end of its last day (UTC). */
export const isInForce = ({ until }: Exemption, now: Instant): boolean => now < Date.parse(until) + days(1);
