interface Sent {
  readonly text: string;
}

/** The code of six digits that came last, past notices that have come since. */
export const newestCodeIn = (sent: readonly Sent[]): string | undefined =>
  sent.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []).at(-1);

/** The one-time URL that came last, likewise. */
export const newestUrlIn = (sent: readonly Sent[]): string | undefined =>
  sent.flatMap(({ text }) => /https?:\/\/\S+\/v#[\w-]+/.exec(text) ?? []).at(-1);

/** What a one-time URL carries, past its origin. */
export const tokenOf = (url: string | undefined): string => url?.split("#")[1] ?? "";
