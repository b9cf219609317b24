import type { Table } from "../../shared/adapters/dynamodb/table.ts";

const writes: readonly string[] = ["create", "update", "delete", "transact"];

/** A table as a function sees it that is killed at one of its writes: that one is the last that it asks for. */
export interface DyingTable {
  readonly table: Table;
  /** How many writes it asked for, up to the one that it died at. */
  readonly asked: () => number;
  /** What was under way side by side when it died still comes to the table, after it: waits for the last of it. */
  readonly settled: () => Promise<void>;
}

/**
 * @param place of the write, counted from 1.
 * @param when `before`: the write does not reach the table · `after`: it is made, and nobody hears of it.
 */
export function dyingTable(table: Table, place: number, when: "before" | "after"): DyingTable {
  let asked = 0;
  const underWay: Promise<unknown>[] = [];
  const killed = () => Promise.reject(new Error("killed"));
  const dying = new Proxy(table, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...given: readonly unknown[]) => {
        if (asked >= place) return killed();
        if (writes.includes(String(name))) asked += 1;
        const isLast = asked === place;
        if (isLast && when === "before") return killed();
        const called = Reflect.apply(method, target, given);
        underWay.push(called);
        return isLast ? called.then(killed) : called;
      };
    },
  });
  return {
    table: dying,
    asked: () => asked,
    settled: async () => {
      await Promise.allSettled(underWay);
    },
  };
}
