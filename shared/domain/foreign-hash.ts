/** A password's hash as another system made it, taken apart. */
export type ForeignHash = { readonly text: string } & (
  | {
      readonly scheme: "argon2";
      readonly variant: "argon2d" | "argon2i" | "argon2id";
      /** KiB. */
      readonly memory: number;
      readonly passes: number;
      readonly parallelism: number;
      readonly salt: Buffer;
      readonly tag: Buffer;
    }
  | { readonly scheme: "bcrypt" }
  | {
      readonly scheme: "pbkdf2";
      readonly digest: "sha1" | "sha256" | "sha512";
      readonly iterations: number;
      readonly salt: Buffer;
      readonly tag: Buffer;
    }
  | {
      readonly scheme: "scrypt";
      readonly cost: number;
      readonly blockSize: number;
      readonly parallelization: number;
      readonly salt: Buffer;
      readonly tag: Buffer;
    }
);

/** What one check may cost: a function has some seconds and 1,769 MB, and logins come side by side. */
const most = {
  argon2Memory: 262_144,
  argon2Work: 1_048_576,
  bcryptCost: 13,
  iterations: 2_000_000,
  scryptBytes: 2 ** 28,
};
const tooCostly = "costs too much to check";

/**
 * Takes a hash apart: PHC strings, crypt's of bcrypt, passlib's and Django's of PBKDF2.
 *
 * @returns what is wrong with it, in words for whoever imports it.
 */
export function parseForeignHash(text: string): ForeignHash | string {
  return argon2Of(text) ?? bcryptOf(text) ?? pbkdf2Of(text) ?? scryptOf(text) ?? "is of no form that is known";
}

/** `$argon2id$v=19$m=65536,t=3,p=4$salt$tag` (RFC 9106, PHC string format). */
function argon2Of(text: string): ForeignHash | string | undefined {
  const parts = /^\$(argon2id?|argon2d)\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/.exec(text);
  if (parts === null) return undefined;
  const [, name, memory, passes, parallelism] = [...parts.slice(0, 2), ...parts.slice(2).map(Number)];
  const [m, t, p] = [Number(memory), Number(passes), Number(parallelism)];
  const variant = (["argon2d", "argon2i", "argon2id"] as const).find((known) => known === name);
  if (variant === undefined || p < 1 || t < 1 || m < 8 * p) return "has parameters that make no sense";
  if (m > most.argon2Memory || m * t > most.argon2Work || p > 16) return tooCostly;
  return sized({ text, scheme: "argon2", variant, memory: m, passes: t, parallelism: p, ...saltAndTag(parts, 5) });
}

/** `$2b$12$` and 53 characters; `$2a$` and `$2y$` are checked alike. */
function bcryptOf(text: string): ForeignHash | string | undefined {
  const [, cost] = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text) ?? [];
  if (cost === undefined) return undefined;
  if (Number(cost) < 4) return "has parameters that make no sense";
  return Number(cost) > most.bcryptCost ? tooCostly : { text, scheme: "bcrypt" };
}

const pbkdf2Forms = [
  // PHC: $pbkdf2-sha256$i=600000,l=32$salt$tag; passlib: $pbkdf2-sha256$600000$salt$tag, with dots for plus signs.
  /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{1,9})(?:,l=\d+)?\$([\w+/.]+)\$([\w+/.]+)$/,
  // Django: pbkdf2_sha256$600000$salt$tag, its salt as it stands.
  /^pbkdf2_(sha1|sha256|sha512)\$(\d{1,9})\$([\x21-\x23\x25-\x7e]+)\$([\w+/]+=*)$/,
] as const;

function pbkdf2Of(text: string): ForeignHash | string | undefined {
  const isDjango = text.startsWith("pbkdf2_");
  const parts = pbkdf2Forms.map((form) => form.exec(text)).find((found) => found !== null);
  if (parts === undefined) return undefined;
  const digest = (["sha1", "sha256", "sha512"] as const).find((known) => known === (parts[1] ?? "sha1"));
  const iterations = Number(parts[2]);
  if (digest === undefined || iterations < 1) return "has parameters that make no sense";
  if (iterations > most.iterations) return tooCostly;
  const { salt, tag } = saltAndTag(parts, 3);
  return sized({
    text,
    scheme: "pbkdf2",
    digest,
    iterations,
    salt: isDjango ? Buffer.from(parts[3] ?? "") : salt,
    tag,
  });
}

/** `$scrypt$ln=16,r=8,p=1$salt$tag` (RFC 7914, PHC string format). */
function scryptOf(text: string): ForeignHash | string | undefined {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,4}),p=(\d{1,4})\$([\w+/]+)\$([\w+/]+)$/.exec(text);
  if (parts === null) return undefined;
  const [cost, blockSize, parallelization] = [2 ** Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (cost < 2 || blockSize < 1 || parallelization < 1) return "has parameters that make no sense";
  if (128 * cost * blockSize * parallelization > most.scryptBytes) return tooCostly;
  return sized({ text, scheme: "scrypt", cost, blockSize, parallelization, ...saltAndTag(parts, 4) });
}

const bytesOf = (text = "") => Buffer.from(text.replaceAll(".", "+"), "base64");
const saltAndTag = (parts: RegExpExecArray, from: number) => ({
  salt: bytesOf(parts[from]),
  tag: bytesOf(parts[from + 1]),
});

/** A tag of a few bytes would be guessed; nobody makes salts or tags of hundreds. */
function sized(hash: Extract<ForeignHash, { salt: Buffer }>): ForeignHash | string {
  const isSized = hash.salt.length >= 4 && hash.salt.length <= 128 && hash.tag.length >= 16 && hash.tag.length <= 128;
  return isSized ? hash : "has a salt or a tag of a length that makes no sense";
}
