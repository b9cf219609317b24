import { describe, expect, test } from "@jest/globals";
import { now } from "../../test/support/samples.ts";
import { days, hours } from "./duration.ts";
import { distanceFrom, type Habits, habitsWith, type SignIn } from "./habits.ts";

const tokyo = { browser: "Chrome", system: "Windows", country: "JP", region: "13" };
const signIn = (changes: Partial<SignIn> = {}): SignIn => ({ from: tokyo, network: "n0", at: now, ...changes });
const habitsOf = (...signIns: readonly SignIn[]) =>
  signIns.reduce<Habits | undefined>((habits, one) => habitsWith(habits, one), undefined);
const usual = { unknownBrowser: 0, newNetwork: 0, newCountry: 0, impossibleTravel: 0, unusualHour: 0 };

describe("the habits of an account", () => {
  test("given the same sign-in again, when it is remembered, then nothing stands twice", () => {
    expect(habitsOf(signIn(), signIn({ at: now + 1 }))).toMatchObject({
      browsers: ["Chrome / Windows"],
      networks: ["n0"],
      countries: ["JP"],
      lastSeen: { country: "JP", at: now + 1 },
    });
  });

  test("given eleven networks, when they are remembered, then the oldest is forgotten and the newest stands first", () => {
    const habits = habitsOf(...Array.from({ length: 11 }, (_, place) => signIn({ network: `n${place}` })));
    expect(habits?.networks).toEqual(["n10", "n9", "n8", "n7", "n6", "n5", "n4", "n3", "n2", "n1"]);
  });

  test("given a network that is used again, when it is remembered, then it is the newest", () => {
    const habits = habitsOf(signIn(), signIn({ network: "n1" }), signIn());
    expect(habits?.networks).toEqual(["n0", "n1"]);
  });

  test("given many sign-ins in one hour of the day, when they are remembered, then the counts fade and stay whole", () => {
    const habits = habitsOf(...Array.from({ length: 150 }, () => signIn()));
    expect(Math.max(...(habits?.hours ?? []))).toBeLessThanOrEqual(100);
    expect(habits?.hours.every(Number.isInteger)).toBe(true);
  });

  test("given a caller of unknown area, when it is remembered, then what was seen last stays", () => {
    const unknown = signIn({ from: { browser: "Chrome", system: "Windows" }, at: now + 1 });
    expect(habitsOf(signIn(), unknown)?.lastSeen).toEqual({ country: "JP", at: now });
  });
});

describe("how far a sign-in is from the habits", () => {
  test("given none, when it is asked, then only the browser is unknown", () => {
    expect(distanceFrom(undefined, signIn())).toEqual({ ...usual, unknownBrowser: 1 });
  });

  test("given the same again, when it is asked, then it is not far at all", () => {
    expect(distanceFrom(habitsOf(signIn()), signIn({ at: now + days(1) }))).toEqual(usual);
  });

  test.each([
    ["another browser", { from: { ...tokyo, browser: "Safari", system: "iOS" } }, { unknownBrowser: 1 }],
    ["no browser's name", { from: { country: "JP" } }, { unknownBrowser: 1 }],
    ["another network", { network: "n1" }, { newNetwork: 1 }],
    ["another country", { from: { ...tokyo, country: "US" }, at: now + days(2) }, { newCountry: 1 }],
    ["an area that the edge does not know", { from: { browser: "Chrome", system: "Windows" } }, { newCountry: 1 }],
  ])("given %s, when it is asked, then that alone is new", (_, changes, far) => {
    expect(distanceFrom(habitsOf(signIn()), signIn(changes))).toEqual({ ...usual, ...far });
  });

  test.each([
    [hours(0), 1],
    [hours(3), 1],
    [hours(7.5), 0.5],
    [hours(12), 0],
    [-hours(1), 1],
  ])("given another country %i ms later, when it is asked, then travel is impossible by %d", (later, grade) => {
    const far = distanceFrom(habitsOf(signIn()), signIn({ from: { ...tokyo, country: "US" }, at: now + later }));
    expect(far.impossibleTravel).toBe(grade);
  });

  test.each([
    [9, 12, 0],
    [10, 2, 0],
    [10, 3, 1],
    [10, 12, 1],
    [10, 22, 0],
    [10, 21, 1],
  ])("given %i sign-ins at one hour, when one comes %i hours later, then it is unusual by %i", (count, later, grade) => {
    const habits = habitsOf(...Array.from({ length: count }, () => signIn()));
    expect(distanceFrom(habits, signIn({ at: now + hours(later) })).unusualHour).toBe(grade);
  });
});
