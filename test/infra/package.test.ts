import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildPackage } from "../../infra/package.ts";

const root = path.resolve(import.meta.dirname, "../..");
let folder: string;

/** A service beside which the package and what it depends on are installed, and nothing else of this project. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "relying-"));
  buildPackage(path.join(folder, "node_modules/nidan-relying"));
  for (const name of ["jose", "zod"]) {
    symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name), "dir");
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the package for relying services", () => {
  test("given a service that installs it, when it imports it, then everything it is for is there", () => {
    const script = 'import * as all from "nidan-relying"; console.log(JSON.stringify(Object.keys(all)));';
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
    expect(JSON.parse(printed.toString()).sort()).toEqual([
      "ApiProblem",
      "EventRefused",
      "ResultRefused",
      "createClient",
      "createEventVerifier",
      "createResultVerifier",
      "requireResult",
    ]);
  });

  test("given a frontend, when it imports the client alone, then nothing but files of the package is loaded", () => {
    const script = `
      import { createRequire, registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      const { createClient } = await import("nidan-relying/client");
      console.log(JSON.stringify([typeof createClient, loaded.filter((url) => !url.includes("/nidan-relying/"))]));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
    expect(JSON.parse(printed.toString())).toEqual(["function", []]);
  });

  test("given a service in TypeScript, when it is compiled against it, then a wrong use does not compile", () => {
    mkdirSync(path.join(folder, "src"), { recursive: true });
    const compile = (clientId: string) => {
      writeFileSync(
        path.join(folder, "src/use.ts"),
        `import { createResultVerifier } from "nidan-relying";
         const verify = createResultVerifier({ issuer: "https://login.example.jp", clientId: ${clientId} });
         export const sub: Promise<string> = verify("token").then((result) => result.sub);`,
      );
      const compiler = path.join(root, "node_modules/typescript/bin/tsc");
      const options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--types",
        "",
      ];
      execFileSync(process.execPath, [compiler, ...options, "src/use.ts"], { cwd: folder, stdio: "pipe" });
    };
    expect(() => compile('"shop"')).not.toThrow();
    expect(() => compile("7")).toThrow();
  });
});
