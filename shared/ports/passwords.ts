/** Hashes and checks passwords; slow on purpose. */
export interface Passwords {
  /** The PHC string to keep. */
  hash(password: string): Promise<string>;
  /** Takes as long for an account that does not exist (`undefined`) as for one that does. */
  verify(password: string, phc: string | undefined): Promise<boolean>;
}
