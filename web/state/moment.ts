/** Date and time, where the person is. */
export const momentOf = (instant: string, locale: string): string =>
  new Date(instant).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
