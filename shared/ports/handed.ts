/** What came of handing a message to a provider. Expected refusals are values. */
export type Handed =
  | { readonly sent: true }
  | {
      readonly sent: false;
      /** `no_answer`: the provider kept silent, so the message may still come. */
      readonly why: "throttled" | "unavailable" | "no_answer" | "opted_out" | "invalid_destination" | "spend_limit";
    };

export type Refusal = Extract<Handed, { sent: false }>["why"];
