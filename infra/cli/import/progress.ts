/** What an import has come to so far. */
export interface Counts {
  readonly lines: number;
  readonly created: number;
  readonly refused: number;
}

const width = 30;
const number = (count: number): string => count.toLocaleString("en");

/** `[############------] 40 %  4,000 lines  3,990 made  10 refused  170/s`; the bar only where the end is known. */
export function progressLine(counts: Counts, part: number | undefined, perSecond: number): string {
  const filled = part === undefined ? 0 : Math.min(width, Math.floor(part * width));
  const bar =
    part === undefined ? "" : `[${"#".repeat(filled)}${"-".repeat(width - filled)}] ${Math.floor(part * 100)} %  `;
  const { lines, created, refused } = counts;
  return `${bar}${number(lines)} lines  ${number(created)} made  ${number(refused)} refused  ${Math.round(perSecond)}/s`;
}

/** What it came to in the end. */
export const summaryText = ({ lines, created, refused }: Counts, report: string): string =>
  [
    `${number(lines)} lines: ${number(created)} made, ${number(refused)} refused.\n`,
    ...(refused === 0 ? [] : [`Why: ${report}\n`]),
  ].join("");
