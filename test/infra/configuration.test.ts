import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { readChoices } from "../../infra/choices.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import { root } from "./synthesised.ts";

const read = (context: Readonly<Record<string, unknown>>) => () => readChoices((name) => context[name]);
const instanceArn = "arn:aws:connect:ap-northeast-1:123456789012:instance/11111111-2222-3333-4444-555555555555";
const voice = { number: "+815012345678" };
const zone = (name: string) => ({ domain: { hostedZone: { id: "Z0123456789", name } } });

describe("given no choices at all", () => {
  it("deploys to Tokyo, keeps state and forgets logs after 90 days", () => {
    expect(read({})().deployment).toMatchObject({ region: "ap-northeast-1", onDelete: "retain", logRetentionDays: 90 });
  });
});

describe("given choices on the command line, as JSON", () => {
  it("reads them as those of cdk.json", () => {
    expect(read({ deployment: '{"region":"us-east-1"}' })().deployment.region).toBe("us-east-1");
  });

  it("says how to write them when they are not JSON", () => {
    expect(read({ deployment: "us-east-1" })).toThrow("deployment: must be JSON (cdk -c deployment='{\"…\": …}')");
  });
});

describe("given a wrong choice", () => {
  it.each([
    [{ deployment: { region: "Tokyo" } }, 'region: must be an AWS region such as "ap-northeast-1"'],
    [{ deployment: { regoin: "us-east-1" } }, "regoin: there is no such setting; remove it or correct its name"],
    [{ deployment: { account: 123456789012 } }, "account: must be of type string"],
    [{ deployment: { logRetentionDays: 8 } }, "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30,"],
    [{ deployment: { keys: { vault: { generation: 0 } } } }, "keys.vault.generation: must be at least 1"],
    [
      { deployment: { keys: { vault: { previous: ["alias/old"] } } } },
      "keys.vault.previous.0: must be ARNs of KMS keys (arn:aws:kms:…:key/…)",
    ],
    [
      { deployment: { domain: { certificateArn: "arn:aws:acm:ap-northeast-1:123456789012:certificate/a" } } },
      "domain.certificateArn: must be the ARN of an ACM certificate in us-east-1: CloudFront takes no other",
    ],
    [{ deployment: zone("example.jp") }, "domain: is set, but no host; set host in context.nidan or remove domain"],
    [
      { nidan: { host: "login.example.jp" } },
      "domain: login.example.jp needs a certificate; set certificateArn, or hostedZone",
    ],
    [
      { nidan: { host: "login.example.jp" }, deployment: zone("example.com") },
      "domain.hostedZone.name: login.example.jp is not in example.com; set the zone that holds it",
    ],
    [{ nidan: { host: "localhost:3000" } }, 'host: "localhost:3000" cannot be deployed; set a public host name'],
    [
      { nidan: { clients: Array.from({ length: 60 }, (_, n) => ({ clientId: `client-${"n".repeat(40)}-${n}` })) } },
      "shorten them to 3000, all that a function's environment holds",
    ],
    [
      { deployment: { connect: { instanceArn: "11111111-2222-3333-4444-555555555555" } } },
      "connect.instanceArn: must be the ARN of an Amazon Connect instance (arn:aws:connect:…:instance/…)",
    ],
    [
      { nidan: { voice } },
      "voice.number: is set, but no Connect instance; set connect.instanceArn in context.deployment or remove voice.number (cdk.json, context.nidan)",
    ],
    [
      { deployment: { connect: { instanceArn } } },
      "connect.instanceArn: is set, but no number to call from; set voice.number in context.nidan or remove connect.instanceArn (cdk.json, context.deployment)",
    ],
    [
      { nidan: { voice }, deployment: { connect: { instanceArn }, region: "us-east-1" } },
      "connect.instanceArn: is in ap-northeast-1; set an instance in us-east-1, where the functions run",
    ],
    [
      { nidan: { voice }, deployment: { connect: { instanceArn }, account: "999999999999" } },
      "connect.instanceArn: is of account 123456789012; set an instance of 999999999999, which the stacks go to",
    ],
    [{ deployment: { sms: { accountSettings: "ignore" } } }, "sms.accountSettings: must be one of manage, leave"],
    [{ deployment: { sms: { monthlySpendLimitUsd: 0 } } }, "sms.monthlySpendLimitUsd: must be at least 1"],
  ])("names the setting and the fix: %j", (context, line) => {
    expect(read(context)).toThrow(line);
  });

  it("says where the setting stands", () => {
    expect(read({ deployment: { region: "Tokyo" } })).toThrow("(cdk.json, context.deployment)");
    expect(read({ nidan: { locale: "fr" } })).toThrow("(cdk.json, context.nidan)");
  });

  it("names all that is wrong at once", () => {
    const both = read({ nidan: { locale: "fr" }, deployment: { region: "Tokyo" } });
    expect(both).toThrow("locale: must be one of ja, en");
    expect(both).toThrow("region: must be an AWS region");
    const apart = read({ nidan: { voice }, deployment: zone("example.jp") });
    expect(apart).toThrow("domain: is set, but no host");
    expect(apart).toThrow("voice.number: is set, but no Connect instance");
  });

  it("says nothing of what goes together while one part is wrong itself", () => {
    const halfWrong = read({ nidan: { locale: "fr" }, deployment: { connect: { instanceArn } } });
    expect(halfWrong).toThrow(/^locale: must be one of ja, en \(cdk\.json, context\.nidan\)$/);
  });
});

describe("given an instance and a number to call from", () => {
  it("takes them", () => {
    const choices = read({ nidan: { voice }, deployment: { connect: { instanceArn }, account: "123456789012" } });
    expect(choices().deployment.connect).toEqual({ instanceArn });
  });
});

describe("given a preset", () => {
  it("lays the operator's own settings over it, and hands the whole to the functions", () => {
    const { settings, givenSettings } = read({ preset: "appApproval", nidan: { trust: { defaultChecked: false } } })();
    expect(settings).toMatchObject({
      login: { order: "together" },
      trust: { nameRequired: true, defaultChecked: false },
    });
    expect(parseSettings(JSON.parse(givenSettings))).toEqual(settings);
  });

  it("lists those that there are when the name is wrong", () => {
    expect(read({ preset: "appapproval" })).toThrow(
      'preset: there is no "appapproval"; set one of linkApproval, appApproval, authenticatorApp, manyChannels, memberSite (cdk.json, context.preset)',
    );
  });
});

describe("given a zone that is the host itself", () => {
  it("takes it", () => {
    expect(read({ nidan: { host: "example.jp" }, deployment: zone("example.jp") })).not.toThrow();
  });

  it("takes no zone that merely ends alike", () => {
    expect(read({ nidan: { host: "my-example.jp" }, deployment: zone("example.jp") })).toThrow("is not in example.jp");
  });
});

describe("given `cdk synth` with a wrong setting", () => {
  it("prints the line, no stack trace, and fails", async () => {
    const synth = promisify(execFile)(process.execPath, [path.join(root, "infra/app.ts")], {
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ nidan: { login: { lifetimeMinutes: 90 } } }) },
    });
    await expect(synth).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: "login.lifetimeMinutes: must be at most 60 (cdk.json, context.nidan)\n",
    });
  });
});
