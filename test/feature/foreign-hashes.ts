import { argon2Sync, pbkdf2Sync, scryptSync } from "node:crypto";
import { hash as bcrypt } from "bcryptjs";
import { password } from "../support/service.ts";

export const b64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
export const salt = Buffer.alloc(16, 7);
const pbkdf2 = (digest: string) => pbkdf2Sync(password, salt, 1000, 32, digest);
const argon2 = (variant: "argon2id" | "argon2i") =>
  argon2Sync(variant, { message: password, nonce: salt, memory: 1024, passes: 1, parallelism: 1, tagLength: 32 });

/** One hash of each form that is known. */
export const hashes = {
  argon2id: `$argon2id$v=19$m=1024,t=1,p=1$${b64(salt)}$${b64(argon2("argon2id"))}`,
  argon2i: `$argon2i$v=19$m=1024,t=1,p=1$${b64(salt)}$${b64(argon2("argon2i"))}`,
  "bcrypt 2b": await bcrypt(password, 4),
  "bcrypt 2y": (await bcrypt(password, 4)).replace("$2b$", "$2y$"),
  "pbkdf2 PHC": `$pbkdf2-sha256$i=1000,l=32$${b64(salt)}$${b64(pbkdf2("sha256"))}`,
  "pbkdf2 passlib": `$pbkdf2-sha512$1000$${b64(salt).replaceAll("+", ".")}$${b64(pbkdf2("sha512")).replaceAll("+", ".")}`,
  "pbkdf2 Django": `pbkdf2_sha256$1000$saltOfDjango$${pbkdf2Sync(password, "saltOfDjango", 1000, 32, "sha256").toString("base64")}`,
  scrypt: `$scrypt$ln=10,r=8,p=1$${b64(salt)}$${b64(scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 }))}`,
} as const;
