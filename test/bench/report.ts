/** A column: its head, and what stands in it for a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => string>>;

/** Rows as text, the first column to the left and the others to the right. */
export function tableOf<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const lines = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))];
  const widths = Object.keys(columns).map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  const padded = (cell: string, place: number) =>
    place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0);
  return lines.map((line) => `${line.map(padded).join("  ")}\n`).join("");
}

/** Three digits that matter. */
export const short = (value: number | undefined): string =>
  value === undefined ? "-" : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** `1.23×` */
export const times = (value: number | undefined, floor: number | undefined): string =>
  value === undefined || floor === undefined ? "-" : `${short(value / floor)}×`;
