import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readSettings } from "../../infra/local/choices.ts";
import { type Stack, startStack } from "../../infra/local/stack.ts";
import { operatorRoles, rolesOf } from "../../shared/contract/operator-roles.ts";
import { operationNames, routes } from "../../shared/contract/routes.ts";
import { Login } from "../../shared/contract/schemas.ts";
import { paths, topicPaths } from "../../web/state/routes.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(resolve(root, file), "utf8");
const readme = read("README.md");
const guides = readdirSync(resolve(root, "docs/guides")).map((name) => `docs/guides/${name}`);
/** The blocks that a reader can paste while `npm start` runs, marked as tests. */
const blocksOf = (text: string) =>
  [...text.matchAll(/^```sh test\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);
const withBlocks = ["README.md", ...guides].filter((file) => blocksOf(read(file)).length > 0);

let stack: Stack;

/** With the demo accounts and the settings that `npm start` has. */
beforeAll(async () => {
  stack = await startStack({ pages: false, settings: readSettings() });
});
afterAll(() => stack.close());

/** Runs a document's blocks in one shell, in order. */
async function run(file: string) {
  const env = {
    ...process.env,
    BASE: stack.origin,
    ADMIN: stack.adminOrigin,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  };
  const script = ["set -euo pipefail", ...blocksOf(read(file))].join("\n");
  return promisify(execFile)("bash", ["-c", script], { env, timeout: 120_000, cwd: root });
}

const result = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{86}$/m;

describe("the README and the guides", () => {
  test("README: given its commands and those of four guides, then each document's are tried here", () => {
    expect(withBlocks).toEqual([
      "README.md",
      "docs/guides/backend.md",
      "docs/guides/developer.md",
      "docs/guides/frontend.md",
      "docs/guides/operator.md",
    ]);
  });

  test.each([
    ["README.md", result],
    ["docs/guides/backend.md", result],
    ["docs/guides/frontend.md", result],
  ])("README: given the commands of %s, when they are run in order, then all succeed and a result comes", async (file, told) => {
    const { stdout, stderr } = await run(file);
    expect(stderr).toBe("");
    expect(stdout).toMatch(told);
    expect(stdout).not.toContain("urn:nidan:problem:");
  });

  test("README: given the operator's commands, when they are run in order, then all succeed", async () => {
    const { stdout, stderr } = await run("docs/guides/operator.md");
    expect(stderr).toBe("");
    expect(stdout).toContain('"hint":"090-****-2468"');
    expect(stdout).not.toContain("urn:nidan:problem:");
  });

  test("README: given the developer's commands, when they are run in order, then each comes to what they say", async () => {
    const { stdout, stderr } = await run("docs/guides/developer.md");
    expect(stderr).toBe("");
    expect(stdout).toContain("delivery_unavailable\n");
    expect(stdout).toContain("expired\n");
  });

  test("README: given addresses in commands, when they are read, then they are those of npm start", () => {
    const addresses = withBlocks.flatMap(
      (file) =>
        blocksOf(read(file))
          .join("\n")
          .match(/http:\/\/localhost:\d+/g) ?? [],
    );
    expect([...new Set(addresses)].sort()).toEqual([
      "http://localhost:3000",
      "http://localhost:3001",
      // The backend that is the reader's own.
      "http://localhost:8080",
    ]);
  });

  test.each([
    "README.md",
    "docs/client.md",
    ...guides,
  ])("README: given the links of %s, then each leads to a file", (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(resolve(root, dirname(file), link)))).toEqual([]);
  });
});

describe("what the guides tell", () => {
  const operator = read("docs/guides/operator.md");
  const forPeople = operationNames.filter((name) => rolesOf(name).some((role) => role !== "backend"));

  test.each(forPeople)("operator's guide: given %s, then its task has a command and the least policy", (name) => {
    const least = operatorRoles.find((role) => rolesOf(name).includes(role));
    const rows = operator.split("\n").filter((line) => line.startsWith("| ") && line.includes(name));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(new RegExp(`nidan .*\\| ${least} \\|$`));
  });

  test("account holder's guide: given its addresses, then each is a page", () => {
    const named = read("docs/guides/account-holder.md").match(/(?<=`)\/[\w/-]+(?=`)/g) ?? [];
    const pages: readonly string[] = [...Object.values(paths), ...Object.values(topicPaths)];
    expect(named.filter((path) => !pages.includes(path))).toEqual([]);
    expect(named.length).toBeGreaterThan(15);
  });

  test.each([
    "delegated",
    "login-states",
    "link",
  ])("flow %s: given the operations that it names, then each is there", (flow) => {
    const text = read(`docs/flows/${flow}.mmd`);
    const named =
      text.match(/\b(?:start|claim|create|verify|return|redeem|inspect|cancel|issue|trust)(?!Url)[A-Z]\w+/g) ?? [];
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !(name in routes))).toEqual([]);
  });
});

describe("the states of a login", () => {
  const diagram = read("docs/flows/login-states.mmd");
  const arrows = [...diagram.matchAll(/^ {2}(\S+) --> (\w+): (.*)$/gm)].map(([, from = "", to = "", by = ""]) => ({
    from,
    to,
    by,
  }));

  test("states: given the README, then its diagram is that of docs/flows", () => {
    expect(readme).toContain(`\`\`\`mermaid\n${diagram}\`\`\``);
  });

  test("states: given the contract, then the diagram has its states and no others", () => {
    const named = new Set(arrows.flatMap(({ from, to }) => [from, to]));
    named.delete("[*]");
    expect([...named].sort()).toEqual([...Login.shape.status.options].sort());
  });

  test("states: given any state, then time ends it, and beyond that only a pending one moves", () => {
    const before = Login.shape.status.options.filter((state) => state !== "expired");
    expect(arrows.filter(({ to }) => to === "expired").map(({ from }) => from)).toEqual(expect.arrayContaining(before));
    const moves = arrows.filter(({ from, to }) => from !== to && to !== "expired" && from !== "[*]");
    expect(new Set(moves.map(({ from }) => from))).toEqual(new Set(["pending"]));
  });
});
