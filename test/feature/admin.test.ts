import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { password, type Service, startService } from "../support/service.ts";

const run = promisify(execFile);

/** `--aws-sigv4` came with curl 7.75. */
async function whyNot(): Promise<string | undefined> {
  try {
    const { stdout } = await run("curl", ["--help", "auth"]);
    return stdout.includes("--aws-sigv4") ? undefined : "this curl has no --aws-sigv4";
  } catch {
    return "there is no curl";
  }
}

const reason = await whyNot();
const testCurl = reason === undefined ? test : test.skip;
const because = reason === undefined ? "" : ` (skipped: ${reason})`;

let service: Service;

beforeAll(async () => {
  service = await startService({ locale: "en" });
});
afterAll(() => service.stack.close());

/** The admin API by curl. @returns status and body. */
async function curl(body: unknown, ...options: readonly string[]) {
  const url = `${service.stack.adminOrigin}/v1/admin/accounts`;
  const content = ["-H", "content-type: application/json", "-d", JSON.stringify(body)];
  const { stdout } = await run("curl", ["-sS", "-w", "\n%{http_code}", url, ...content, ...options]);
  const [text = "", status = ""] = stdout.split(/\n(?=\d{3}$)/);
  return { status: Number(status), body: JSON.parse(text) };
}

const signed = (user: string, scope = "aws:amz:ap-northeast-1:execute-api") => ["--aws-sigv4", scope, "--user", user];
const newcomer = () => ({ identifier: `${randomUUID()}@example.jp`, password, phones: ["090-1234-5678"] });

test("admin: given no language, when an account is made, then it has the one of the operator's settings", async () => {
  const made = await service.stack.admin("/v1/admin/accounts", newcomer());
  expect(await made.json()).toMatchObject({ locale: "en" });
});

describe("the admin API by curl", () => {
  testCurl(
    `admin: given a signed call, when an account is made, then it is there with its destinations masked${because}`,
    async () => {
      const account = { ...newcomer(), emails: ["taro@example.jp"], locale: "ja" };

      const made = await curl(account, ...signed("local:local"));

      expect(made.status).toBe(201);
      expect(made.body).toEqual({
        sub: expect.stringMatching(/^[\w-]{22}$/),
        identifier: account.identifier,
        locale: "ja",
        authenticators: expect.arrayContaining([
          { authenticatorId: expect.any(String), type: "phone", hint: "090-****-5678" },
          { authenticatorId: expect.any(String), type: "email", hint: "t***@example.jp" },
        ]),
      });
    },
  );

  testCurl.each([
    ["no signature", []],
    ["another secret", signed("local:wrong")],
    ["another access key", signed("other:local")],
    ["a signature for another service", signed("local:local", "aws:amz:ap-northeast-1:s3")],
    ["a password in place of a signature", ["--user", "local:local"]],
    ["a body that was not signed", [...signed("local:local"), "-H", `x-amz-content-sha256: ${"0".repeat(64)}`]],
  ])(`admin: given %s, when an account is made, then it is forbidden and not made${because}`, async (_, options) => {
    const account = newcomer();

    const refused = await curl(account, ...options);

    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await service.stack.admin("/v1/admin/accounts", account)).status).toBe(201);
  });
});

describe("what the admin API refuses", () => {
  const create = async (body: object) => {
    const answer = await service.stack.admin("/v1/admin/accounts", body);
    return { status: answer.status, ...(await answer.json()) };
  };

  test("admin: given several bad numbers, when an account is made, then each is named by its place", async () => {
    const phones = ["090-1234-5678", "hello", "+12125550123", "０９０－１２３４－５６７９", "0990-504-123"];

    const { status, errors } = await create({ ...newcomer(), phones });

    expect(status).toBe(400);
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/phones/1", "/phones/2", "/phones/4"]);
    expect(JSON.stringify(errors)).not.toMatch(/hello|2125550123|0990/);
  });

  test("admin: given several bad addresses, when an account is made, then each is named by its place", async () => {
    const emails = ["taro@example.jp", "taro", "a@b", "x@example.jp\r\nbcc: y@example.jp", ""];

    const { status, errors } = await create({ ...newcomer(), emails });

    expect(status).toBe(400);
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/emails/1",
      "/emails/2",
      "/emails/3",
      "/emails/4",
    ]);
  });

  test.each([
    ["a blank identifier", { identifier: " \u200b" }, "/identifier"],
    ["a short password", { password: "short" }, "/password"],
    ["six numbers", { phones: Array.from({ length: 6 }, (_, last) => `090-1234-567${last}`) }, "/phones"],
    ["an unknown language", { locale: "fr" }, "/locale"],
  ])("admin: given %s, when an account is made, then the field is named", async (_, change, pointer) => {
    const { status, errors } = await create({ ...newcomer(), ...change });

    expect(status).toBe(400);
    expect(errors).toMatchObject([{ pointer }]);
  });

  test("admin: given an identifier that somebody has, in whichever spelling, when an account is made, then it is taken", async () => {
    const { identifier } = newcomer();
    expect((await create({ ...newcomer(), identifier })).status).toBe(201);

    for (const spelling of [identifier, identifier.toUpperCase(), ` ${identifier}`, identifier.replace("@", "＠")]) {
      expect(await create({ ...newcomer(), identifier: spelling })).toMatchObject({
        status: 409,
        code: "identifier_taken",
      });
    }
  });

  test("admin: given an account with a mail address alone, when its owner signs in, then there is a way to the end", async () => {
    const { identifier } = newcomer();
    await create({ identifier, password, emails: ["taro@example.jp"] });

    const { status, methods } = await service.from("198.18.9.7").startLogin({ body: { identifier, password } });

    expect(status === "complete" || methods.length > 0).toBe(true);
  });

  test("admin: given an identifier that comes 20 times at once, when accounts are made, then there is one", async () => {
    const account = newcomer();

    const made = await Promise.all(Array.from({ length: 20 }, () => create(account)));

    expect(made.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});
