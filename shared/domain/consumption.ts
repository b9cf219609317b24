/** What a right answer uses up, in the same write that accepts it. */
export type Consumption =
  /** A time step: neither it nor an older one is accepted again (RFC 6238 5.2). */
  | { readonly kind: "totp_step"; readonly step: number }
  /** One code of a set, by what checks it. */
  | { readonly kind: "backup_code"; readonly setId: string; readonly place: string; readonly mac: string };
