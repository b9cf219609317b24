import type { Table } from "../../shared/adapters/dynamodb/table.ts";

/**
 * The table, its calls let through one by one in the order in which `turn` gives the word: between two calls of one
 * use case, any call of another can come.
 */
export function orderedTable(table: Table, turn: (label: string) => Promise<unknown>): Table {
  let before: Promise<unknown> = Promise.resolve();
  return new Proxy(table, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: readonly unknown[]) => {
        await turn(String(name));
        const call = before.then((): unknown => Reflect.apply(method, target, given));
        before = call.catch(() => undefined);
        return call;
      };
    },
  });
}
