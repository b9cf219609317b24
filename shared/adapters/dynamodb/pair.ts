import { randomUUID } from "node:crypto";
import type { Change, Item, Table, Written } from "./table.ts";

/** Somebody else's opening can fall between the two halves of a pair; a second one cannot. */
const mostPairs = 3;

/**
 * Sends a pair whose first half opens and whose second counts on.
 *
 * @param hasRoom whether the item that refused the opening has room all the same: then the second half came too early.
 */
export async function inPair(
  table: Table,
  pairOf: (chargeId: string) => readonly [Change, Change],
  hasRoom: (item: Item) => boolean,
): Promise<{ readonly opened: Written; readonly done: Item | undefined }> {
  for (let pairs = 1; ; pairs += 1) {
    const [first, second] = pairOf(randomUUID());
    const [opened, further] = await Promise.all([table.update(first), table.update(second)]);
    const done = opened.done ? opened.item : further.done ? further.item : undefined;
    const cameTooEarly = !opened.done && opened.item !== undefined && hasRoom(opened.item);
    if (done !== undefined || !cameTooEarly || pairs === mostPairs) return { opened, done };
  }
}
