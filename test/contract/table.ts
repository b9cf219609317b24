import { describe, expect, test } from "@jest/globals";
import type { Key } from "../../shared/adapters/dynamodb/table.ts";
import { type Store, unmarked } from "../support/store.ts";
import { id } from "./begun.ts";

const keyOf = (): Key => ({ PK: `TEST#${id()}`, SK: "TEST" });
const counting = (key: Key) => ({
  key,
  update: "SET counted = if_not_exists(counted, :zero) + :one",
  condition: "attribute_not_exists(counted) OR counted < :most",
  values: { ":zero": 0, ":one": 1, ":most": 1 },
});

export function describeTable(use: () => Store): void {
  describe("Table", () => {
    test("given a partition, when a range of it is queried, then only that comes, in order", async () => {
      const { PK } = keyOf();
      for (const SK of ["AUTHENTICATOR#2", "ACTIVITY#1", "SUBJECT", "TRUST", "AUTHENTICATOR#1"]) {
        await use().table.create({ PK, SK });
      }
      const found = await use().table.query(PK, { from: "AUTHENTICATOR#", to: "SUBJECT" });
      expect(found.map(({ SK }) => SK)).toEqual(["AUTHENTICATOR#1", "AUTHENTICATOR#2", "SUBJECT"]);
    });

    test("given a refusal, when it is read, then it shows what stood in the way", async () => {
      const key = keyOf();
      await use().table.update(counting(key));
      const refused = await use().table.update(counting(key));
      expect({ ...refused, item: unmarked(refused.item) }).toEqual({ done: false, item: { ...key, counted: 1 } });
    });

    test("given a transaction with a part that fails, when it is made, then nothing is, and the part is named", async () => {
      const [one, other] = [keyOf(), keyOf()];
      await use().table.create({ ...other, counted: 1 });
      const failed = await use().table.transact([{ update: counting(one) }, { update: counting(other) }]);
      expect(failed).toEqual(new Map([[1, { ...other, counted: 1 }]]));
      expect(await use().table.get(one)).toBeUndefined();
    });

    test("given a check that fails, when a transaction is made, then nothing is", async () => {
      const [one, other] = [keyOf(), keyOf()];
      const check = { key: other, update: "", condition: "attribute_exists(PK)" };
      expect(await use().table.transact([{ update: counting(one) }, { check }])).toEqual(new Map([[1, undefined]]));
      expect(await use().table.get(one)).toBeUndefined();
    });

    test.each([
      1, 3,
    ])("given %i conflicts with other transactions, when an item is updated, then it is in the end", async (count) => {
      use().conflict(count);
      expect(await use().table.update(counting(keyOf()))).toMatchObject({ done: true });
    });

    test.each([
      1, 3,
    ])("given %i conflicts with other transactions, when one is made, then it is in the end", async (count) => {
      use().conflict(count);
      expect(await use().table.transact([{ update: counting(keyOf()) }], id())).toBeUndefined();
    });

    test("given conflicts without end, when a transaction is made, then it gives up and says so", async () => {
      use().conflict(1000);
      await expect(use().table.transact([{ update: counting(keyOf()) }])).rejects.toThrow("Transaction cancelled");
      use().clearFaults();
    });
  });
}
