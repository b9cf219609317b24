import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildPackage } from "../../infra/package.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";

const root = path.resolve(import.meta.dirname, "../..");
const guide = readFileSync(path.join(root, "docs/client.md"), "utf8");
/** The guide's examples, by the word behind `ts`, or by their place. */
const examples = [...guide.matchAll(/^```ts ?([\w-]*)\n(.*?)^```$/gms)].map(
  ([, name, code = ""], place) => [name || `example-${place}`, code] as const,
);
const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023", "--types", ""];

let service: Service;
let folder: string;

/** A project that has installed the package: each example is a file of it. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "client-guide-"));
  buildPackage(path.join(folder, "node_modules/nidan-relying"));
  symlinkSync(path.join(root, "node_modules/zod"), path.join(folder, "node_modules/zod"), "dir");
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  mkdirSync(path.join(folder, "src"));
  for (const [name, code] of examples) writeFileSync(path.join(folder, `src/${name}.ts`), code);
  service = await startService({
    ...roomy,
    clients: [{ clientId: "shop" }],
    links: { sms: "approve" },
    approvals: { matchNumber: false },
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.stack.close();
});

const compile = (...files: string[]) => {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, ...options, ...files], { cwd: folder, stdio: "pipe" });
};

/** Runs lines that use the examples in a process of its own. @returns what it printed, as JSON. */
async function run(lines: string) {
  const { phones, identifier } = await service.makeAccount();
  const begin = `
    import { createClient } from "nidan-relying/client";
    import { signIn } from "./sign-in.ts";
    import { waitedResult } from "./wait.ts";
    import { told } from "./refusals.ts";
    const base = ${JSON.stringify(service.stack.origin)};
    const client = createClient(base);
    const account = ${JSON.stringify({ identifier, password })};
    const newest = async () =>
      (await (await fetch(base + "/local/messages?to=" + ${JSON.stringify(encodeURIComponent(phones[0] ?? ""))})).json())
        .messages.at(-1).text;
    const readCode = async () => /\\d{6}/.exec(await newest())[0];
    const begun = async (type) => {
      const login = await client.startLogin({ body: account });
      const { methodId } = login.methods.find((method) => method.type === type);
      const held = { params: { loginId: login.loginId }, loginToken: login.loginToken };
      return { held, asked: await client.createChallenge({ ...held, body: { methodId } }) };
    };`;
  const file = path.join(folder, `src/run-${identifier}.mjs`);
  writeFileSync(file, `${begin}\n${lines}`);
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: folder, timeout: 60_000 });
  return JSON.parse(stdout);
}

describe("the client's guide", () => {
  test("client guide: given its examples, when they are compiled against the package, then all are right", () => {
    expect(examples.map(([name]) => name)).toEqual(["example-0", "sign-in", "wait", "refusals", "example-4"]);
    expect(() => compile(...examples.map(([name]) => `src/${name}.ts`))).not.toThrow();
  });

  test.each([
    ["what another problem tells", 'problem?.code === "slow_down" ? problem.methods : undefined'],
    ["a code that there is none of", 'problem?.code === "slow_dawn"'],
  ])("client guide: given %s is read, when it is compiled, then it does not", (_, wrong) => {
    const file = path.join(folder, "src/wrong.ts");
    writeFileSync(
      file,
      `import type { ApiProblem } from "nidan-relying/client";
       export const wrong = ({ known: problem }: ApiProblem) => ${wrong};`,
    );
    expect(() => compile(file)).toThrow();
  });

  test("client guide: given its sign-in, when it is run, then a result for its client comes", async () => {
    const token = await run(`console.log(JSON.stringify(await signIn(client, ...Object.values(account), readCode)));`);
    expect(JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString())).toMatchObject({
      aud: "shop",
      amr: ["pwd", "sms", "mfa"],
    });
  });

  test.each([
    ["approve", /^eyJ/],
    ["deny", /^denied$/],
  ])("client guide: given its wait, when another device says %s, then it ends so", async (decision, expected) => {
    const came = await run(`
      const { held, asked } = await begun("sms_link");
      const waiting = waitedResult(client, asked, held.loginToken, AbortSignal.timeout(30_000));
      const [, token] = /#([\\w-]+)/.exec(await newest());
      await client.redeemLink({ body: { token, decision: "${decision}", acknowledged: true } });
      console.log(JSON.stringify(await waiting));`);
    expect(came).toMatch(expected);
  });

  test("client guide: given a login that was cancelled meanwhile, when it is waited for, then it is denied", async () => {
    const came = await run(`
      const { held, asked } = await begun("sms_link");
      await client.cancelLogin(held);
      console.log(JSON.stringify(await waitedResult(client, asked, held.loginToken, AbortSignal.timeout(30_000))));`);
    expect(came).toBe("denied");
  });

  test("client guide: given refusals, when they are told, then each by what it is", async () => {
    const came = await run(`
      const { held } = await begun("sms_code");
      const caught = async (call) => { try { await call; } catch (error) { return told(error); } };
      console.log(JSON.stringify([
        await caught(client.verifyLogin({ ...held, body: { code: await readCode() === "000000" ? "111111" : "000000" } })),
        await caught(client.getLogin({ ...held, loginToken: "nonsense" })),
      ]));`);
    expect(came).toEqual(["not correct, 4 tries left", "refused: unauthenticated"]);
  });
});
