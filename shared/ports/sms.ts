/** What came of handing a message to a provider. Expected refusals are values. */
export type Handed =
  | { readonly sent: true }
  | {
      readonly sent: false;
      readonly why: "throttled" | "unavailable" | "opted_out" | "invalid_number" | "spend_limit";
    };

export interface SmsSender {
  /** @param to E.164. */
  send(to: string, text: string): Promise<Handed>;
}
