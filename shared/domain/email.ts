/** A mail in both forms; neither holds anything to be fetched or clicked on. */
export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
