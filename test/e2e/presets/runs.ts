/** What each line of a preset is driven on, in a browser of its own. */
export const runs = [
  { screen: "phone", locale: "ja", name: "on a phone, in Japanese" },
  { screen: "pc", locale: "ja", name: "on a PC, in Japanese" },
  { screen: "phone", locale: "en", name: "on a phone, in English" },
] as const;

export type Run = (typeof runs)[number];
