import { days, toEpochSeconds } from "../../domain/duration.ts";
import { Habits } from "../../domain/habits.ts";
import type { HabitStore } from "../../ports/habits.ts";
import { habitsKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** Whoever stays away for longer has no habits any more. */
const kept = days(400);

export const dynamodbHabits = (table: Table): HabitStore => ({
  async find(sub) {
    const item = await table.get(habitsKey(sub));
    return item && Habits.parse(item);
  },

  async keep(sub, habits, now) {
    const { browsers, networks, countries, hours, lastSeen } = habits;
    // What was denied meanwhile stays noted.
    await table.update({
      key: habitsKey(sub),
      update: [
        "SET browsers = :browsers, networks = :networks, countries = :countries, #hours = :hours, #ttl = :ttl",
        ...(lastSeen === undefined ? [] : ["lastSeen = :seen"]),
      ].join(", "),
      condition: "attribute_not_exists(#ttl) OR #ttl <= :ttl",
      names: { "#hours": "hours", "#ttl": "ttl" },
      values: {
        ":browsers": browsers,
        ":networks": networks,
        ":countries": countries,
        ":hours": hours,
        ":ttl": toEpochSeconds(now + kept),
        ...(lastSeen === undefined ? {} : { ":seen": lastSeen }),
      },
    });
  },

  async noteDenial(sub, now) {
    await table.update({
      key: habitsKey(sub),
      update: "SET deniedAt = :now, #ttl = :ttl",
      condition: "attribute_not_exists(deniedAt) OR deniedAt < :now",
      names: { "#ttl": "ttl" },
      values: { ":now": now, ":ttl": toEpochSeconds(now + kept) },
    });
  },
});
