import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { contextOf, startLocalAws } from "../local-aws.ts";
import type { Check } from "./check.ts";
import { checks } from "./checks.ts";

const aws = await startLocalAws();
beforeEach(() => aws.reset());
afterAll(() => aws.close());

const Told = z.object({
  region: z.string(),
  ok: z.boolean(),
  checks: z.array(z.object({ id: z.string(), state: z.string(), says: z.string(), fix: z.optional(z.string()) })),
});

async function doctor(context = contextOf()) {
  const { code, out } = await aws.run("doctor", "--json", ...context);
  const told = z.parse(Told, JSON.parse(out));
  return {
    code,
    ...told,
    of: (state: string) => told.checks.filter((check) => check.state === state).map(({ id }) => id),
  };
}

const table: readonly (readonly [string, Check])[] = Object.entries(checks);
const ids = table.map(([id]) => id);
const needed = new Set(table.flatMap(([, { actions }]) => actions));

describe("doctor", () => {
  test("given everything in order, when it looks, then every check is ok, in the table's order, and it ends with 0", async () => {
    const { code, ok, of } = await doctor();
    expect({ code, ok, fine: of("ok") }).toEqual({ code: 0, ok: true, fine: ids });
  });

  test("given everything in order, when it looks, then it asks for no more than the actions it names, and changes nothing", async () => {
    await doctor();
    // DescribeInstance asks the directory in our name; that call is Connect's own.
    expect([...aws.asked, "ds:DescribeDirectories"].sort()).toEqual([...needed].sort());
    expect([...needed].filter((action) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
  });

  test("given nothing configured, when it looks, then what is left out says why, and it ends with 0", async () => {
    const { code, checks: told, of } = await doctor(["-c", "nidan={}", "-c", "deployment={}"]);
    const left = ["sms.origination", ...ids.filter((id) => /^(email|voice)\./.test(id))];
    const why = told.filter(({ state }) => state === "skipped").map(({ says }) => says.replace(/ is not set.*/, ""));
    expect({ code, left: of("skipped"), why: [...new Set(why)] }).toEqual({
      code: 0,
      left,
      why: ["sms.originationNumber", "email.from", "voice.number"],
    });
  });

  test("given rights to nothing, when it looks, then each check is a problem that names the actions to allow", async () => {
    aws.refuseAll("AccessDenied", 403);
    const { code, ok, checks: told } = await doctor();
    const [credentials, ...others] = told;
    const fixes = table.slice(1).map(([id, { actions }]) => [id, `Allow ${actions.join(" and ")} to the one who asks`]);
    expect({ code, ok, credentials: credentials?.state, others: others.map(({ id, fix }) => [id, fix]) }).toEqual({
      code: 1,
      ok: false,
      credentials: "ok",
      others: fixes,
    });
  });

  test("given credentials that have expired, when it looks, then it says so once and ends with 1", async () => {
    aws.refuseAll("ExpiredToken", 403);
    const { code, checks: told } = await doctor();
    expect({ code, told: told.map(({ id, state }) => [id, state]) }).toEqual({
      code: 1,
      told: [["credentials", "bad"]],
    });
  });

  test("given one service that fails, when it looks, then the checks of the others are told as ever", async () => {
    aws.faults.set({ service: "connect", fault: "error", times: 100 });
    const { code, of } = await doctor();
    const voice = ids.filter((id) => id.startsWith("voice."));
    expect({ code, bad: of("bad"), ok: of("ok") }).toEqual({
      code: 1,
      bad: voice,
      ok: ids.filter((id) => !voice.includes(id)),
    });
  });

  test("given a deployment of another name, when it looks, then its configuration set and its flow are missing", async () => {
    const { code, of } = await doctor(contextOf({}, { name: "other" }));
    expect({ code, bad: of("bad"), warn: of("warn") }).toEqual({
      code: 1,
      bad: ["email.tls", "voice.flow"],
      warn: ["email.reports"],
    });
  });

  test("given numbers that the account does not have, when it looks, then both are problems", async () => {
    const { of } = await doctor(
      contextOf({ sms: { originationNumber: "+815000000000" }, voice: { number: "+815000000000" } }),
    );
    expect(of("bad")).toEqual(["sms.origination", "voice.number"]);
  });

  test("given a cap above SNS's own limit, when it looks, then that is a warning, and it ends with 0", async () => {
    const { code, of } = await doctor(contextOf({ spend: { monthlyUsd: 1001 } }));
    expect({ code, warn: of("warn") }).toEqual({ code: 0, warn: ["sms.spend-limit"] });
  });

  test.each([
    ["the deployment's region", [], "ap-northeast-1"],
    ["--region", ["--region", "us-east-1"], "us-east-1"],
  ])("given %s, when it looks, then it looks there alone", async (_, options, region) => {
    const { out } = await aws.run("doctor", ...options, ...contextOf());
    expect({ out, asked: [...aws.regions] }).toEqual({
      out: expect.stringMatching(new RegExp(`^nidan in ${region}\n`)),
      asked: [region],
    });
  });
});

describe("what doctor tells a person", () => {
  test("given everything in order, when it looks, then there is a line for each check and a word at the end", async () => {
    const { out } = await aws.run("doctor", ...contextOf());
    expect({ lines: out.match(/^ {2}ok {8}/gm)?.length, last: out.split("\n").at(-2) }).toEqual({
      lines: ids.length,
      last: "All is well.",
    });
  });

  test("given a problem and warnings, when it looks, then what to do stands below each, and they are counted", async () => {
    const { out } = await aws.run("doctor", ...contextOf({ spend: { monthlyUsd: 1001 } }, { name: "other" }));
    expect(out).toMatch(/^ {2}warning {3}SMS: spend limit .+\n {12}→ .*sms\.monthlySpendLimitUsd to 1001/m);
    expect(out).toMatch(/^ {2}problem {3}Mail: TLS .+\n {12}→ Deploy: /m);
    expect(out).toMatch(/\n2 problems, 2 warnings\.\n$/);
  });

  test("given nothing configured, when it looks, then what is left out for one reason is one line", async () => {
    const { out } = await aws.run("doctor", "-c", "nidan={}", "-c", "deployment={}");
    expect(out.match(/^ {2}left out {2}\S+( \S+)?/gm)).toEqual(
      ["SMS: sender", "Mail", "Voice"].map((of) => `  left out  ${of}`),
    );
  });

  test("given the reference, when it is read, then it has every check and every right", () => {
    const reference = readFileSync(resolve(import.meta.dirname, "../../../docs/cli.md"), "utf8");
    const wanted = [...ids.map((id) => `\n| \`${id}\` |`), ...[...needed].map((action) => `"${action}"`)];
    expect(wanted.filter((text) => !reference.includes(text))).toEqual([]);
  });
});
