/** What came of handing a message to a provider. Expected refusals are values. */
export type Handed =
  | { readonly sent: true }
  | {
      readonly sent: false;
      readonly why: "throttled" | "unavailable" | "opted_out" | "invalid_destination" | "spend_limit";
    };
