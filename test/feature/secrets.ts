/** Secrets by a name that says what they are. */
export type Secrets = ReadonlyMap<string, string>;

/** How a secret may look where it should not be. */
const forms = {
  "as it is": (secret: string) => secret,
  "in lower case": (secret: string) => secret.toLowerCase(),
  "in a URL": (secret: string) => encodeURIComponent(secret),
  "in JSON within JSON": (secret: string) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  "in base64": (secret: string) => Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  "in base64url": (secret: string) => Buffer.from(secret).toString("base64url"),
  "in hex": (secret: string) => Buffer.from(secret).toString("hex"),
} as const;

/** What looks like a code by chance: times, and the gateway's own ids. */
const chance = /"requestId":"[0-9a-f]{15}="|"Timestamp":\d{13}/g;

/** Which secrets a text gives away, and how. */
export function leaksIn(text: string, secrets: Secrets): string[] {
  const searched = text.replace(chance, "");
  return [...secrets].flatMap(([name, secret]) =>
    Object.entries(forms)
      .filter(([, form]) => searched.includes(form(secret)))
      .map(([how]) => `${name}, ${how}`),
  );
}

/** Collects secrets as they come up; nothing empty, and no part of JSON's own words. */
export class SecretBook {
  readonly #secrets = new Map<string, string>();

  get secrets(): Secrets {
    return this.#secrets;
  }

  note(kind: string, secret: string): string {
    this.#secrets.set(`${kind} ${this.#secrets.size}`, secret);
    return secret;
  }

  /** A number in every form that people and services write it in. */
  notePhone(e164: string): string {
    for (const form of [e164, e164.slice(1), `0${e164.slice(3)}`, e164.slice(-8)]) this.note("number", form);
    return e164;
  }
}
