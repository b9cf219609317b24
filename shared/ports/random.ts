/** The one source of chance; cryptographically strong. */
export interface Random {
  bytes(count: number): Uint8Array;
}
