/** A public key as the JWKS shows it (RFC 7517). */
export interface PublicJwk {
  readonly kty: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: "sig";
  readonly [member: string]: unknown;
}

/** Signs results with a key that never leaves KMS. */
export interface Signer {
  /** @returns a JWS in compact form (RFC 7515) over the claims, its header naming the key. */
  sign(header: { readonly typ: string }, claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** The current key first, then the previous ones. */
  publicKeys(): Promise<readonly PublicJwk[]>;
}
