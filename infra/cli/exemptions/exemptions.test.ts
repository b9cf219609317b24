import { expect, test } from "@jest/globals";
import { listExemptions } from "./exemptions.ts";

const strong = { rule: "strong_first_factor", owner: "identity team", reason: "a passkey is two factors" };

/** What the command prints for these exemptions, and whether all is well. */
async function listedFor(exemptions: readonly object[], ...args: readonly string[]) {
  const printed: string[] = [];
  const context = ["-c", `nidan=${JSON.stringify({ exemptions })}`];
  const isWell = await listExemptions.run([...context, ...args], {
    out: (text) => printed.push(text),
    error: () => {},
  });
  return { isWell, text: printed.join("") };
}

test("given none, when they are listed, then it says so", async () => {
  expect(await listedFor([])).toEqual({ isWell: true, text: expect.stringMatching(/^no exemptions/) });
});

test("given one in force, when they are listed, then its rule, owner, reason and end are there", async () => {
  const { isWell, text } = await listedFor([{ ...strong, until: "2999-12-31" }]);
  expect(isWell).toBe(true);
  expect(text).toBe("in force  until 2999-12-31  strong_first_factor  identity team: a passkey is two factors\n");
});

test("given one that is over, when they are listed, then it is marked, and the command tells it by its exit code", async () => {
  const { isWell, text } = await listedFor([{ ...strong, rule: "client", clientId: "kiosk", until: "2020-01-01" }]);
  expect(isWell).toBe(false);
  expect(text).toMatch(/^OVER {6}until 2020-01-01 {2}client \(kiosk\)/);
});

test("given --json, when they are listed, then each says whether it is in force", async () => {
  const { text } = await listedFor([{ ...strong, until: "2999-12-31" }], "--json");
  expect(JSON.parse(text)).toEqual([{ ...strong, until: "2999-12-31", inForce: true }]);
});

test.each([
  ["no owner", { owner: undefined }, "exemptions.0.owner"],
  ["no reason", { reason: "" }, "exemptions.0.reason"],
  ["no end", { until: undefined }, "exemptions.0.until"],
  ["an end that is no day", { until: "soon" }, "exemptions.0.until"],
  ["a client's rule without a client", { rule: "client" }, "exemptions.0.clientId"],
])("given an exemption with %s, when it is read, then the setting is named", async (_, change, setting) => {
  await expect(listedFor([{ ...strong, until: "2999-12-31", ...change }])).rejects.toThrow(setting);
});
