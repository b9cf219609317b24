import type { Table } from "../../shared/adapters/dynamodb/table.ts";

const writes: readonly string[] = ["create", "update", "delete", "transact"];

/** A table as a function sees it that is killed at one of its writes: that one is the last that it asks for. */
export interface DyingTable {
  readonly table: Table;
  /** How many writes it asked for, up to the one that it died at. */
  readonly asked: () => number;
}

/**
 * @param place of the write, counted from 1.
 * @param when `before`: the write does not reach the table · `after`: it is made, and nobody hears of it.
 */
export function dyingTable(table: Table, place: number, when: "before" | "after"): DyingTable {
  let asked = 0;
  const killed = () => Promise.reject(new Error("killed"));
  const dying = new Proxy(table, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...given: readonly unknown[]) => {
        if (asked >= place) return killed();
        if (writes.includes(String(name))) asked += 1;
        if (asked < place) return Reflect.apply(method, target, given);
        return when === "before" ? killed() : Reflect.apply(method, target, given).then(killed);
      };
    },
  });
  return { table: dying, asked: () => asked };
}
