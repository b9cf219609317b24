import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { parseForeignHash } from "../../domain/foreign-hash.ts";
import { seal, unseal } from "../../domain/seal.ts";
import type { Passwords } from "../../ports/passwords.ts";
import type { KeyRing } from "../../ports/roots.ts";
import { verifyForeign } from "./foreign-passwords.ts";

const hash = promisify(argon2);

/** OWASP's and RFC 9106's second choice; memory in KiB. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const phcForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+),keyid=([\w-]+)\$([\w+/]+)\$([\w+/]+)$/;

/** The salt that stands in for an account that does not exist; what it gives is compared with chance. */
const nobodysSalt = randomBytes(16);

/**
 * Argon2id (RFC 9106) of Node's own, with a pepper from the vault root as its secret: a stolen table alone is of no
 * use to a guesser. The PHC string names the parameters and the pepper's key.
 */
export function argon2Passwords(vault: KeyRing, leastMilliseconds = 0): Passwords {
  const own = ownPasswords(vault);
  return {
    ...own,
    async verify(password, stored) {
      const [isRight] = await Promise.all([
        sealedForm.test(stored ?? "") ? verifySealed(password, stored ?? "", vault) : own.verify(password, stored),
        leastMilliseconds === 0 ? undefined : setTimeout(leastMilliseconds),
      ]);
      return isRight;
    },

    async keep({ text }) {
      const { keyId, derive } = await vault.current();
      return `$imported$${keyId}$${seal(derive("imported-password"), Buffer.from(text), "imported-password")}`;
    },

    isCurrent(stored) {
      const [, memory, passes, parallelism] = phcForm.exec(stored) ?? [];
      return (
        Number(memory) === parameters.memory &&
        Number(passes) === parameters.passes &&
        Number(parallelism) === parameters.parallelism
      );
    },
  };
}

/** A hash of another system's, under a key of the vault. */
const sealedForm = /^\$imported\$([\w-]+)\$([\w-]+)$/;

async function verifySealed(password: string, stored: string, vault: KeyRing): Promise<boolean> {
  const [, keyId = "", sealed = ""] = sealedForm.exec(stored) ?? [];
  const root = await vault.find(keyId);
  if (root === undefined) return false;
  const text = unseal(root.derive("imported-password"), sealed, "imported-password").toString();
  const hash = parseForeignHash(text);
  return typeof hash === "string" ? false : verifyForeign(password, hash);
}

const ownPasswords = (vault: KeyRing): Pick<Passwords, "hash" | "verify"> => ({
  async hash(password) {
    const root = await vault.current();
    const salt = randomBytes(16);
    const tag = await hash("argon2id", {
      ...parameters,
      message: password,
      nonce: salt,
      secret: root.derive("password-pepper"),
    });
    const { memory, passes, parallelism } = parameters;
    return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism},keyid=${root.keyId}$${encode(salt)}$${encode(tag)}`;
  },

  async verify(password, phc) {
    const stored = phc === undefined ? undefined : phcForm.exec(phc);
    const [, memory, passes, parallelism, keyId = "", salt = "", tag = ""] = stored ?? [];
    const root = (await vault.find(keyId)) ?? (await vault.current());
    const expected = stored ? Buffer.from(tag, "base64") : randomBytes(parameters.tagLength);
    const actual = await hash("argon2id", {
      memory: Number(memory ?? parameters.memory),
      passes: Number(passes ?? parameters.passes),
      parallelism: Number(parallelism ?? parameters.parallelism),
      tagLength: expected.length,
      message: password,
      nonce: stored ? Buffer.from(salt, "base64") : nobodysSalt,
      secret: root.derive("password-pepper"),
    });
    return timingSafeEqual(actual, expected) && stored !== undefined && stored !== null;
  },
});

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
