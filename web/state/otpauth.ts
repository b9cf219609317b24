/** In groups of four, as people type it. */
export const inGroups = (key: string): string => (key.match(/.{1,4}/g) ?? []).join(" ");

/** An SVG that a page may show as a picture: nothing in it runs, and the policy of the pages allows it. */
export const pictureOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** Whether an app can be on this very device. */
export const isPhone = (): boolean => matchMedia("(pointer: coarse)").matches;
