import { beforeAll, describe, expect, it } from "@jest/globals";
import { eventGrants, grants } from "../../infra/grants.ts";
import { folderOf, type OperationName, operationNames } from "../../shared/contract/routes.ts";
import { synthesise } from "./synthesised.ts";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

const verifierArn = "arn:aws:lambda:ap-northeast-1:123456789012:function:passwords";
const settings = {
  service: { shortName: "Example" },
  email: { from: "no-reply@example.jp" },
  voice: { number: "+815012345678" },
  password: { verifier: { functionArn: verifierArn } },
  risk: { adviser: "arn:aws:lambda:ap-northeast-1:123456789012:function:adviser" },
};
const instanceId = "11111111-2222-3333-4444-555555555555";
const instanceArn = `arn:aws:connect:ap-northeast-1:123456789012:instance/${instanceId}`;
/** The address as an identity of its own, its domain, and the one way that mails take. */
const mailResources = ["identity/no-reply@example.jp", "identity/example.jp", "configuration-set/nidan-mail"];
/** Whatever contact a call becomes, in the operator's instance, by our flow. */
const calledBy = [`${instanceArn}/contact/*`, "VoiceCodeFlow"];
let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({ nidan: settings, deployment: { connect: { instanceArn } } }));
});

const functionOf = (name: OperationName) => {
  const FunctionName = `nidan-${folderOf(name)}`;
  const [[, resource] = []] = Object.entries(
    service.findResources("AWS::Lambda::Function", { Properties: { FunctionName } }),
  );
  return resource?.Properties;
};
const roleIdOf = (name: OperationName): string => functionOf(name).Role["Fn::GetAtt"][0];
const statementsOf = (roleId: string): Statement[] =>
  service.findResources("AWS::IAM::Role")[roleId]?.Properties.Policies[0].PolicyDocument.Statement;
/** `kms:Sign ES256Key1`: each action with each resource it is allowed on, by the name of the resource. */
const rightsOf = (name: OperationName) =>
  statementsOf(roleIdOf(name)).flatMap(({ Action, Resource, NotResource }) =>
    [Action].flat().flatMap((action) => [Resource ?? NotResource].flat().map((on) => `${action} ${nameOf(on)}`)),
  );
// A logical id is the construct's id and 8 characters of a hash.
const nameOf = (resource: unknown) =>
  JSON.stringify(resource)
    .replace(/^\{"Fn::Join":\["",\["arn:aws:ses:ap-northeast-1:",\{"Ref":"AWS::AccountId"\},":(.+)"\]\]\}$/, "$1")
    .replace(/^\{"Fn::GetAtt":\["(\w+)\w{8}","Arn"\]\}$/, "$1")
    .replace(/^\{"Fn::GetAtt":\["(\w+)","ContactFlowArn"\]\}$/, "$1")
    .replace(/^"(.+)"$/, "$1");

const rootKeys = { challenge: "ChallengeKey1", vault: "VaultKey1", reveal: "RevealKey1" } as const;

describe.each(operationNames)("given the function of %s", (name) => {
  it("runs on arm64 and nodejs24.x, for ten seconds at most", () => {
    expect(functionOf(name)).toMatchObject({
      Architectures: ["arm64"],
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Timeout: 10,
    });
  });

  it("has a whole processor if and only if it hashes passwords", () => {
    expect(functionOf(name).MemorySize).toBe(grants[name].hashesPasswords ? 1769 : 512);
  });

  it("may do what its grant says, and write its own log", () => {
    const { table, roots, signing, sms, email, voice, advice, verifiesPasswords } = grants[name];
    const log = `${name.charAt(0).toUpperCase()}${name.slice(1)}Log`;
    const granted = [
      ...table.map((call) => `dynamodb:${call} Table`),
      ...roots.map((root) => `kms:GenerateMac ${rootKeys[root]}`),
      ...signing.map((call) => `kms:${call} ES256Key1`),
      ...(sms ? ["sns:Publish arn:aws:sns:*:*:*"] : []),
      ...(email ? mailResources.map((resource) => `ses:SendEmail ${resource}`) : []),
      ...(voice ? calledBy.map((resource) => `connect:StartOutboundVoiceContact ${resource}`) : []),
      ...(advice ? [`lambda:InvokeFunction ${settings.risk.adviser}`] : []),
      ...(verifiesPasswords ? [`lambda:InvokeFunction ${verifierArn}`] : []),
      `logs:CreateLogStream ${log}`,
      `logs:PutLogEvents ${log}`,
    ];
    expect(rightsOf(name).sort()).toEqual(granted.sort());
  });

  it("is told of no key and no sender that it may not use", () => {
    const told = Object.keys(functionOf(name).Environment.Variables).sort();
    const { roots, signing, email, voice } = grants[name];
    const keys = [
      ...roots.map((root) => `${root.toUpperCase()}_KEY_IDS`),
      ...(signing.length > 0 ? ["SIGNING_KEY_IDS"] : []),
      ...(email ? ["EMAIL_CONFIGURATION_SET"] : []),
      ...(voice ? ["CONNECT_FLOW_ID", "CONNECT_INSTANCE_ID"] : []),
    ];
    expect(told).toEqual(["NIDAN_ORIGIN", "NIDAN_SETTINGS", "TABLE_NAME", ...keys].sort());
  });

  it("is given the operator's settings and no defaults", () => {
    expect(JSON.parse(functionOf(name).Environment.Variables.NIDAN_SETTINGS)).toEqual(settings);
  });

  it("writes to a log group that exists and forgets after 90 days", () => {
    const group = functionOf(name).LoggingConfig.LogGroup.Ref;
    expect(service.findResources("AWS::Logs::LogGroup")[group]?.Properties).toMatchObject({
      LogGroupName: `/aws/lambda/nidan-${folderOf(name)}`,
      RetentionInDays: 90,
    });
  });
});

describe("given the roles of the service", () => {
  it("shares none between two functions", () => {
    const functions = Object.values(service.findResources("AWS::Lambda::Function"));
    const roles = functions.map(({ Properties }) => Properties.Role["Fn::GetAtt"][0]);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it("uses none of AWS's managed policies, and no policy beside the role's own", () => {
    const roles = Object.values(service.findResources("AWS::IAM::Role"));
    expect(roles.filter(({ Properties }) => "ManagedPolicyArns" in Properties)).toEqual([]);
    service.resourceCountIs("AWS::IAM::Policy", 0);
  });

  const senders = (by: "sms" | "email" | "voice") =>
    [...Object.values(grants), ...Object.values(eventGrants)].filter((grant) => grant[by]);
  const all = () => Object.keys(service.findResources("AWS::IAM::Role")).flatMap(statementsOf);

  it("allows no action by a wildcard", () => {
    expect(all().filter(({ Action }) => JSON.stringify(Action).includes("*"))).toEqual([]);
  });

  it("names every resource, but for what has no name before: files, numbers, calls, and the account's SMS settings", () => {
    const wide = all().filter(({ Resource }) => Resource === undefined || JSON.stringify(Resource).includes("*"));
    expect(wide.map(({ Action }) => String(Action)).sort()).toEqual([
      ...senders("voice").map(() => "connect:StartOutboundVoiceContact"),
      "logs:CreateLogGroup,logs:CreateLogStream,logs:PutLogEvents",
      "logs:CreateLogGroup,logs:PutRetentionPolicy",
      "s3:AbortMultipartUpload,s3:PutObject",
      "s3:GetObject",
      "sns:GetSMSAttributes,sns:SetSMSAttributes",
      ...senders("sms").map(() => "sns:Publish"),
    ]);
  });

  it("lets mail be sent from the operator's address alone", () => {
    const conditions = all().flatMap(({ Action, Condition }) => (Action === "ses:SendEmail" ? [Condition] : []));
    const fromThere = { StringEquals: { "ses:FromAddress": "no-reply@example.jp" } };
    expect(conditions).toEqual(senders("email").map(() => fromThere));
  });

  it("lets SMS be sent, and nothing be published to a topic", () => {
    const toNumbers = { Effect: "Allow", Action: "sns:Publish", NotResource: "arn:aws:sns:*:*:*" };
    expect(all().filter(({ Action }) => Action === "sns:Publish")).toEqual(senders("sms").map(() => toNumbers));
  });

  it("binds each use of a key to the one algorithm", () => {
    const conditions = Object.fromEntries(all().map(({ Action, Condition }) => [String(Action), Condition]));
    expect(conditions).toMatchObject({
      "kms:GenerateMac": { StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" } },
      "kms:Sign": { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256" } },
    });
  });
});

describe("given the operator's own directory of passwords", () => {
  it("may be asked by the functions that prove passwords, and by no other", () => {
    const asking = operationNames.filter((name) => rightsOf(name).includes(`lambda:InvokeFunction ${verifierArn}`));
    expect(asking).toEqual(["startLogin", "verifyLogin"]);
  });
});
