import { describe, expect, test } from "@jest/globals";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { dynamodbHabits } from "../../shared/adapters/dynamodb/habits.ts";
import { habitsKey } from "../../shared/adapters/dynamodb/keys.ts";
import { days, minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { habitsWith } from "../../shared/domain/habits.ts";
import { now } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { beginAccount } from "./begun-account.ts";

const from = { browser: "Chrome", system: "Windows", country: "JP" };
const habits = habitsWith(undefined, { from, network: "N", at: now });

export function describeHabits(use: () => Store): void {
  const port = () => dynamodbHabits(use().table);

  describe("HabitStore", () => {
    test("given nobody has signed in, when habits are read, then there are none", async () => {
      expect(await port().find(id())).toBeUndefined();
    });

    test("given habits, when they are kept, then they are found, and the table tidies them away 400 days later", async () => {
      const sub = id();
      await port().keep(sub, habits, now);
      expect(await port().find(sub)).toEqual(habits);
      expect((await use().table.get(habitsKey(sub)))?.ttl).toBe(toEpochSeconds(now + days(400)));
    });

    test("given habits, when the account is read, then they come with it", async () => {
      const { sub } = await beginAccount(use);
      await port().keep(sub, habits, now);
      const account = await dynamodbDirectory(use().table).findAccount(sub);
      expect(account?.habits).toEqual(habits);
    });

    test("given a sign-in that was denied while another went on, when that forms its habit, then the denial stays noted", async () => {
      const sub = id();
      await port().keep(sub, habits, now);
      const known = await port().find(sub);
      await port().noteDenial(sub, now + minutes(1));
      await port().keep(sub, habitsWith(known, { from, network: "O", at: now + minutes(2) }), now + minutes(2));
      expect(await port().find(sub)).toMatchObject({ networks: ["O", "N"], deniedAt: now + minutes(1) });
    });

    test("given a denial, when an older one is noted, then the newer stays", async () => {
      const sub = id();
      await port().noteDenial(sub, now);
      await port().noteDenial(sub, now - minutes(1));
      expect(await port().find(sub)).toMatchObject({ deniedAt: now, browsers: [] });
    });

    test("given habits, when those of an older sign-in come late, then the newer stay", async () => {
      const sub = id();
      await port().keep(sub, habits, now);
      await port().keep(sub, habitsWith(undefined, { from: {}, network: "O", at: now - minutes(1) }), now - minutes(1));
      expect(await port().find(sub)).toEqual(habits);
    });
  });
}
