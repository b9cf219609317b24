import type { Settings } from "../settings.ts";

/** WCAG 2.2, 1.4.3: of words of the usual size. */
const least = 4.5;

/** What stands on the operator's colour, and what it stands on: those of `web/styles/tokens.css`. */
export const onAccent = { accent: "#ffffff", accentDark: "#0b1a2e" } as const;
export const behindAccent = { accent: ["#ffffff", "#f3f5f8"], accentDark: ["#191f28", "#10141b"] } as const;

const channelsOf = (colour: string) => [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));

/** WCAG 2.2, "relative luminance". @param colour `#rrggbb` */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio": 1 to 21. @param one, other `#rrggbb` */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A fifth of the way to another colour. */
const towards = (colour: string, aim: string): string => {
  const [from, to] = [channelsOf(colour), channelsOf(aim)];
  const mixed = from.map((value, place) => Math.round(value + ((to[place] ?? value) - value) / 5));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

/** The operator's colours, and those of a pressed button: farther from the words on it. */
export function coloursOf({ accent, accentDark }: Settings["branding"]) {
  if (accent === undefined || accentDark === undefined) return undefined;
  return {
    accent,
    accentStrong: towards(accent, "#000000"),
    accentDark,
    accentDarkStrong: towards(accentDark, "#ffffff"),
  };
}

/** What is wrong with how the pages are to look. */
export function brandingTrouble(branding: Settings["branding"]): string[] {
  const { accent, accentDark, logo, logoDark } = branding;
  const lines = (["accent", "accentDark"] as const).flatMap((name) => {
    const colour = branding[name];
    if (colour === undefined) return [];
    const unread = [onAccent[name], ...behindAccent[name]].filter((other) => contrastOf(colour, other) < least);
    const [first] = unread;
    if (first === undefined) return [];
    const ratio = Math.floor(contrastOf(colour, first) * 100) / 100;
    const aim = name === "accent" ? "darker" : "lighter";
    return [
      `branding.${name}: ${colour} has a contrast of ${ratio}:1 with ${first}, less than ${least}:1; set one that is ${aim}`,
    ];
  });
  if ((accent === undefined) !== (accentDark === undefined)) {
    const missing = accent === undefined ? "accent" : "accentDark";
    lines.push(`branding.${missing}: is not set, and the other is; set both, for light pages and for dark ones`);
  }
  if (logo === undefined && logoDark !== undefined) {
    lines.push("branding.logo: is not set, and branding.logoDark is; set it, or both");
  }
  return lines;
}
