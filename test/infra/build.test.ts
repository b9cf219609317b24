import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { type Bundles, buildFunctions, functionFolders } from "../../infra/build.ts";
import { folderOf, operationNames } from "../../shared/contract/routes.ts";
import { temporary } from "./temporary.ts";

const codeIn = (directory: string) =>
  Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(path.join(directory, file), "utf8")]));

describe("given functions that share code, and one that loads some of it on demand", () => {
  const [alone, shares, loadsLater] = ["get-jwks", "get-login", "start-login"];
  let built: Bundles;
  const codeOf = (folder: string | undefined) =>
    Object.values(codeIn(path.join(built.directory, folder ?? ""))).join("\n");

  beforeAll(async () => {
    const sources = temporary();
    const write = (file: string, code: string) => {
      mkdirSync(path.dirname(path.join(sources, file)), { recursive: true });
      writeFileSync(path.join(sources, file), code);
    };
    for (const folder of functionFolders) write(`${folder}/handler.ts`, `export const handler = () => "${folder}";`);
    write("shared.ts", 'export const shared = () => "code of two";');
    write("later.ts", 'export const later = () => "code for later";');
    write(`${shares}/handler.ts`, 'import { shared } from "../shared.ts"; export const handler = () => shared();');
    write(
      `${loadsLater}/handler.ts`,
      'import { shared } from "../shared.ts"; export const handler = async () => shared() + (await import("../later.ts")).later();',
    );
    built = await buildFunctions({ functionsDirectory: sources, outDirectory: temporary() });
  });

  it("gives each a folder with its entry", () => {
    for (const folder of functionFolders) {
      expect(Object.keys(codeIn(path.join(built.directory, folder)))).toContain("index.mjs");
    }
  });

  it("puts shared code with those who use it and nobody else", () => {
    expect(codeOf(shares)).toContain("code of two");
    expect(codeOf(loadsLater)).toContain("code of two");
    expect(codeOf(alone)).not.toContain("code of two");
  });

  it("puts code for later beside the one that loads it, and not into what runs at once", () => {
    expect(codeOf(loadsLater)).toContain("code for later");
    expect(codeIn(path.join(built.directory, loadsLater ?? ""))["index.mjs"]).not.toContain("code for later");
    expect(codeOf(shares)).not.toContain("code for later");
  });

  it("tells how many bytes each has", () => {
    expect(built.bytes.get(alone ?? "")).toBe(
      Object.values(codeIn(path.join(built.directory, alone ?? ""))).reduce((sum, code) => sum + code.length, 0),
    );
  });
});

describe("given the functions of this repository", () => {
  let first: Bundles;
  let second: Bundles;
  beforeAll(async () => {
    [first, second] = await Promise.all([
      buildFunctions({ outDirectory: temporary() }),
      buildFunctions({ outDirectory: temporary() }),
    ]);
  });
  const folderNames = () => readdirSync(first.directory);

  it("makes the same bytes each time", () => {
    for (const folder of folderNames()) {
      expect(codeIn(path.join(second.directory, folder))).toEqual(codeIn(path.join(first.directory, folder)));
    }
  });

  it("gives each everything that it imports", async () => {
    const load = folderNames().map((folder) => path.join(first.directory, folder, "index.mjs"));
    const script = `for (const file of ${JSON.stringify(load)}) console.log(typeof (await import(file)).handler);`;
    const environment = {
      NIDAN_ORIGIN: "https://login.example.jp",
      TABLE_NAME: "table",
      CHALLENGE_KEY_IDS: "challenge",
      VAULT_KEY_IDS: "vault",
      REVEAL_KEY_IDS: "reveal",
      SIGNING_KEY_IDS: "signing",
      AWS_REGION: "ap-northeast-1",
    };
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      env: environment,
    });
    expect(stdout.trim().split("\n")).toEqual(folderNames().map(() => "function"));
  });

  it.each(operationNames)("has the use case of %s in its own bundle and in no other", (name) => {
    const folders = folderNames().filter((folder) =>
      Object.values(codeIn(path.join(first.directory, folder))).some((code) => code.includes(`function ${name}(`)),
    );
    expect(folders).toEqual([folderOf(name)]);
  });
});
