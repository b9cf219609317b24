import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { roomy, type Service, startService } from "../support/service.ts";
import { type AskedLogin, askLogin, outcome, post } from "./visitor.ts";

let service: Service;
/** One login for all that is refused: nothing of it may cost an attempt. */
let asked: AskedLogin;

beforeAll(async () => {
  service = await startService(roomy);
  asked = await askLogin(service, await service.makeAccount());
});
afterAll(() => service.stack.close());

const answer = ({ client, held }: AskedLogin, code: string) => outcome(client.verifyLogin({ ...held, body: { code } }));
/** As the table has it: whoever polls so often is told to slow down. */
const attemptsLeft = async () => (await service.dependencies.logins.find(asked.held.params.loginId))?.attemptsLeft;

/** The code in other digits: from the ten characters given, the first for 0. */
const inDigits = (code: string, digits: string) => [...code].map((digit) => [...digits][Number(digit)]).join("");

describe("attack 17: digits of other kinds", () => {
  test.each([
    ["full-width digits", (code: string) => inDigits(code, "０１２３４５６７８９")],
    ["spaces and hyphens between", (code: string) => `　${code.slice(0, 3)} - ${code.slice(3)}\n`],
    ["the long-vowel mark of a kana keyboard", (code: string) => `${code.slice(0, 3)}ー${code.slice(3)}`],
    ["marks that cannot be seen", (code: string) => `\u200e${[...code].join("\u200b")}\ufeff`],
  ])("attack 17: given the right code, when it is typed with %s, then it is accepted", async (_, typed) => {
    const own = await askLogin(service, await service.makeAccount());

    expect(await answer(own, typed(own.code))).toBe("done");
  });

  test.each([
    ["Arabic-Indic digits", "٠١٢٣٤٥٦٧٨٩"],
    ["Persian digits", "۰۱۲۳۴۵۶۷۸۹"],
    ["Devanagari digits", "०१२३४५६७८९"],
    ["circled digits", "⓪①②③④⑤⑥⑦⑧⑨"],
    ["superscripts", "⁰¹²³⁴⁵⁶⁷⁸⁹"],
    ["mathematical digits", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"],
    ["kanji", "〇一二三四五六七八九"],
  ])("attack 17: given the right code, when it is typed in %s, then it is refused and costs nothing", async (_, digits) => {
    expect(await answer(asked, inDigits(asked.code, digits))).toBe("invalid_request");
    expect(await attemptsLeft()).toBe(5);
  });
});

describe("attack 18: codes that are no text", () => {
  const send = (body: unknown) =>
    post(service, `/v1/logins/${asked.held.params.loginId}/verifications`, body, {
      authorization: `Bearer ${asked.held.loginToken}`,
    });

  const shapes: readonly (readonly [string, (code: string) => unknown])[] = [
    ["an array", (code) => [code]],
    ["an array of its digits", (code) => [...code]],
    ["a number", (code) => Number(code)],
    ["null", () => null],
    ["a boolean", () => true],
    ["an attribute of DynamoDB", (code) => ({ S: code })],
    ["an object that claims a length", (code) => ({ length: 6, toString: code })],
    ["text of 65 characters", (code) => code.padStart(65)],
  ];

  test.each(
    shapes,
  )("attack 18: given the right code, when it is sent as %s, then it is 400 and costs nothing", async (_, shape) => {
    const answered = await send({ code: shape(asked.code) });

    expect(answered.status).toBe(400);
    expect(await answered.json()).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/code" }] });
    expect(await attemptsLeft()).toBe(5);
  });

  test.each([
    "",
    "{",
    "[]",
    '"123456"',
    "null",
    "1e999",
    '{"code":',
    "code=123456",
  ])("attack 18: given a body that is %j, when it is sent, then it is 400 and costs nothing", async (body) => {
    expect((await send(body)).status).toBe(400);
    expect(await attemptsLeft()).toBe(5);
  });

  test("attack 18: given a body that pollutes a prototype, when it is sent, then it is 400 and costs nothing", async () => {
    const answered = await send(`{"__proto__": {"password": "x"}, "code": "${asked.code}"}`);

    expect(answered.status).toBe(400);
    expect(await attemptsLeft()).toBe(5);
  });

  test("attack 18: given the right code beside 20 kB, when it is sent, then it is 400 and costs nothing", async () => {
    const answered = await send({ code: asked.code, padding: "x".repeat(20_000) });

    expect(answered.status).toBe(400);
    expect(await attemptsLeft()).toBe(5);
  });

  test("attack 18: given a code of 10 MB, when it is sent, then it is refused and costs nothing", async () => {
    const answered = await send({ code: asked.code.padEnd(10_000_000) });

    expect([400, 413]).toContain(answered.status);
    expect(answered.headers.get("content-type")).toBe("application/problem+json");
    expect(await attemptsLeft()).toBe(5);
  });
});
