import { argon2, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { ForeignHash } from "../../domain/foreign-hash.ts";

const [argon2Of, pbkdf2Of] = [promisify(argon2), promisify(pbkdf2)];

/** Whether a password has a hash that another system made. */
export async function verifyForeign(password: string, hash: ForeignHash): Promise<boolean> {
  if (hash.scheme === "bcrypt") {
    // Node has no bcrypt. Loaded where one is met: after a while there are none left.
    const { compare } = await import("bcryptjs");
    return compare(password, hash.text);
  }
  return timingSafeEqual(await tagOf(password, hash), hash.tag);
}

async function tagOf(password: string, hash: Exclude<ForeignHash, { scheme: "bcrypt" }>): Promise<Buffer> {
  const length = hash.tag.length;
  switch (hash.scheme) {
    case "argon2": {
      const { variant, memory, passes, parallelism, salt: nonce } = hash;
      return argon2Of(variant, { message: password, nonce, memory, passes, parallelism, tagLength: length });
    }
    case "pbkdf2":
      return pbkdf2Of(password, hash.salt, hash.iterations, length, hash.digest);
    case "scrypt":
      return scryptOf(password, hash, length);
  }
}

const scryptOf = (password: string, hash: Extract<ForeignHash, { scheme: "scrypt" }>, length: number) =>
  new Promise<Buffer>((resolve, reject) => {
    const { cost, blockSize, parallelization, salt } = hash;
    // Node refuses what reaches its bound; what a check may need was bounded before.
    const maxmem = 2 ** 29;
    scrypt(password, salt, length, { cost, blockSize, parallelization, maxmem }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });
