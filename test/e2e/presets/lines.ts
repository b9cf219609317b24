/** The five lists of what a service must do, one for each preset, and how many lines each has. */
export const lines = {
  linkApproval: 18,
  appApproval: 22,
  authenticatorApp: 15,
  manyChannels: 17,
  memberSite: 14,
} as const;

export type Preset = keyof typeof lines;

type UpTo<N extends number, Counted extends readonly unknown[] = [], All = never> = Counted["length"] extends N
  ? All
  : UpTo<N, [...Counted, 0], All | [...Counted, 0]["length"]>;

/** 1 to as many as the preset's list has: no other line can be claimed for it. */
export type LineOf<P extends Preset> = UpTo<(typeof lines)[P]>;
