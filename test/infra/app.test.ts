import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import flags from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };
import { functionFolders } from "../../infra/build.ts";
import { cdkContext, root } from "./synthesised.ts";
import { temporary } from "./temporary.ts";

const outdir = temporary();
let printed: { readonly stdout: string; readonly stderr: string };

/** What `cdk synth` does, with CDK's own rules, the AWS Solutions rules, the real functions and the real pages. */
beforeAll(async () => {
  const { CDK_VALIDATION: _, ...environment } = process.env;
  printed = await promisify(execFile)(process.execPath, [path.join(root, "infra/app.ts")], {
    env: {
      ...environment,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext, "aws:cdk:enable-asset-metadata": true }),
    },
  });
});

const template = (): {
  readonly Resources: Readonly<Record<string, { Type: string; Metadata?: Record<string, string> }>>;
} => JSON.parse(readFileSync(path.join(outdir, "nidan-service.template.json"), "utf8"));

describe("given the app as `cdk synth` runs it", () => {
  it("makes three templates without a word of warning", () => {
    expect(printed).toEqual({ stdout: "", stderr: "" });
    expect(readdirSync(outdir).filter((file) => file.endsWith(".template.json"))).toEqual([
      "nidan-alarms.template.json",
      "nidan-edge.template.json",
      "nidan-service.template.json",
    ]);
  });

  it("finds nothing wrong by CDK's rules", () => {
    const report = JSON.parse(readFileSync(path.join(outdir, "validation-report.json"), "utf8"));
    expect(JSON.stringify(report)).not.toMatch(/"status":"failure"|"violations":\[\{/);
  });

  it("stays well below CloudFormation's 500 resources and 1 MB", () => {
    const size = readFileSync(path.join(outdir, "nidan-service.template.json")).byteLength;
    expect(Object.keys(template().Resources).length).toBeLessThan(450);
    expect(size).toBeLessThan(800_000);
  });

  it("tells `sam local` where the code of each function is", () => {
    const functions = Object.values(template().Resources).filter(({ Type }) => Type === "AWS::Lambda::Function");
    const entries = functions.map(({ Metadata = {} }) =>
      path.join(outdir, Metadata["aws:asset:path"] ?? "none", "index.mjs"),
    );
    expect(entries.filter((entry) => existsSync(entry)).length).toBeGreaterThanOrEqual(functionFolders.length);
    for (const { Metadata = {} } of functions) expect(Metadata["aws:asset:property"]).toBe("Code");
  });

  it("uploads the pages as they are now", () => {
    const pages = readdirSync(outdir).filter((asset) => existsSync(path.join(outdir, asset, "index.html")));
    expect(pages).toHaveLength(1);
  });

  it.each(functionFolders)("has the code of %s", (folder) => {
    expect(existsSync(path.join(root, "dist/functions", folder, "index.mjs"))).toBe(true);
  });
});

describe("given CDK's recommended feature flags", () => {
  it("sets every one, so that an upgrade changes nothing by itself", () => {
    expect(cdkContext).toMatchObject(flags);
  });
});
