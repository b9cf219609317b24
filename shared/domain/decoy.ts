import { createHmac } from "node:crypto";
import type { Settings } from "../settings.ts";
import { type Account, type Authenticator, newSubject } from "./account.ts";

/** How many of 256 decoys have these ways; what a person has who does not exist must not stand out. */
const shares = [
  { upTo: 150, has: ["phone"] },
  { upTo: 200, has: ["phone", "email"] },
  { upTo: 235, has: ["totp", "phone"] },
  { upTo: 246, has: ["email", "phone"] },
  { upTo: 256, has: ["phone", "app"] },
] as const satisfies readonly { upTo: number; has: readonly Authenticator["type"][] }[];

/**
 * What an account might look like that is not there, or has no second factor: the same for the same subject at any
 * time. Its destinations are none that exist, so that nothing is charged to anybody's, and nothing is sent there.
 *
 * @param key 32 bytes of the root, of the purpose `decoy`.
 */
export function decoyOf(key: Uint8Array, sub: string, settings: Settings): Account {
  const { sends, locale, email } = settings;
  const digest = (purpose: string) => createHmac("sha256", key).update(`${purpose}#${sub}`).digest();
  const [chance = 0] = digest("kind");
  const kinds = shares.find(({ upTo }) => chance < upTo)?.has ?? (["phone"] as const);
  const authenticators = kinds
    .filter((type) => type !== "email" || email.from !== undefined)
    .map((type): Authenticator => {
      const own = digest(type).subarray(0, 16).toString("base64url");
      return {
        authenticatorId: own,
        type,
        destination: `decoy#${own}`,
        ...(type === "phone" ? { country: sends.countries[0] } : {}),
        status: "active",
        missesInARow: 0,
        createdAt: 0,
      };
    });
  const subject = { sub, identifier: "", locale, secondFactor: true, epoch: 0, createdAt: 0, ...newSubject(settings) };
  return { subject, authenticators };
}
