/** A root secret, derived from a KMS key that never leaves KMS. */
export interface RootKey {
  /** 4 bytes, base64url: kept with whatever was made under the key. */
  readonly keyId: string;
  /** 32 bytes for one purpose (HKDF, RFC 5869). The same purpose gives the same bytes on every machine. */
  derive(purpose: RootPurpose): Uint8Array;
}

/** Everything a root is used for: no two uses share bytes. */
export const rootPurposes = [
  "origin-secret",
  "login-token",
  "login-ticket",
  "result-code",
  "login-id",
  "request-digest",
  "out-of-band-code",
  "destination-digest",
  "unknown-subject",
  "decoy",
  "password-pepper",
  "imported-password",
  "import-subject",
  "session",
  "browser",
  "activation-mark",
  "link",
  "match-number",
  "trusted-browser",
  "qr",
  "habits",
  "totp-seed",
  "backup-code",
  "backup-code-set",
  "disavowal",
  "password-link",
  "recovery-cancel",
] as const;
export type RootPurpose = (typeof rootPurposes)[number];

/** The keys of one root: the current one makes, the others still check what they made. */
export interface KeyRing {
  current(): Promise<RootKey>;
  find(keyId: string): Promise<RootKey | undefined>;
}

/** `challenge`: codes, links, tokens. `vault`: what outlives a login. `reveal`: what shows backup codes again. */
export interface Roots {
  readonly challenge: KeyRing;
  readonly vault: KeyRing;
  readonly reveal: KeyRing;
}
