import { distanceFrom, type Habits, habitsWith } from "../../shared/domain/habits.ts";
import { judge } from "../../shared/domain/risk.ts";
import { parseSettings } from "../../shared/parse-settings.ts";

const now = Date.UTC(2026, 10, 24);
const anHour = 3_600_000;

/** What judging one sign-in takes, in ms: an account with all the habits that are kept, and one that differs in each. */
export function benchRisk(): number {
  const { risk } = parseSettings({});
  let habits: Habits | undefined;
  for (let count = 0; count < 200; count += 1) {
    const from = { browser: `Browser ${count % 12}`, system: "Windows", country: count % 2 === 0 ? "JP" : "US" };
    habits = habitsWith(habits, { from, network: `network-${count % 12}`, at: now - count * anHour });
  }
  const signIn = { from: { browser: "Safari", system: "iOS", country: "FR" }, network: "another", at: now + anHour };
  const lately = { failures: 0.4, denials: 1, sends: 0.2, changedDestination: 1, listedAddress: 0 };
  const once = () => judge({ ...distanceFrom(habits, signIn), ...lately }, risk, 30);
  const rounds = 10_000;
  for (let count = 0; count < rounds; count += 1) once();
  const began = performance.now();
  for (let count = 0; count < rounds; count += 1) once();
  return (performance.now() - began) / rounds;
}
