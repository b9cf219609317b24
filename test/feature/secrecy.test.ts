import { randomInt, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Client } from "../../shared/contract/client.ts";
import { freshAddress, heldOf, outcome, wrongCode } from "../attack/visitor.ts";
import { leaksIn, SecretBook } from "./secrets.ts";
import { type SpawnedStack, spawnStack } from "./spawned-stack.ts";

let stack: SpawnedStack;
const book = new SecretBook();

const identifier = book.note("identifier", `Hanako.${randomUUID()}@Example.JP`);
const password = book.note("password", `pass-${randomUUID()}`);
const wrongPassword = book.note("wrong password", `pa"ss${randomUUID()}`);
const phone = book.notePhone(`+8190${randomInt(10_000_000, 99_999_999)}`);
const email = book.note("mail address", `mail.${randomUUID()}@example.jp`);

beforeAll(async () => {
  stack = await spawnStack({ sources: { startsPerMinute: 1000 }, sends: { perDestinationTenMinutes: 20 } });
});
afterAll(() => stack.stop());

/** The code that was sent last. */
async function newestCode(): Promise<string> {
  const texts = (await stack.messages()).map(({ text }) => text);
  const text = texts.findLast((each) => /\d{6}/.test(each)) ?? "";
  book.note("message", text);
  return book.note("code", /\d{6}/.exec(text)?.[0] ?? "no code");
}

/** Begins with the password, and has a code sent. */
async function ask(client: Client) {
  const idempotencyKey = book.note("idempotency key", randomUUID());
  const held = heldOf(await client.startLogin({ body: { identifier, password, nonce: randomUUID() }, idempotencyKey }));
  book.note("login token", held.loginToken);
  const { methods } = await client.getLogin(held);
  const body = { methodId: methods[0]?.methodId ?? "" };
  return { held, body, sent: await outcome(client.createChallenge({ ...held, body })) };
}

/** A sign-in from end to end, with everything that a person does wrong on the way. */
async function signIn(client: Client): Promise<void> {
  await outcome(client.startLogin({ body: { identifier: `${identifier} `, password: wrongPassword } }));
  const nobody = book.note("identifier", `nobody-${randomUUID()}`);
  await outcome(client.startLogin({ body: { identifier: nobody, password } }));
  const { held } = await ask(client);
  const code = await newestCode();
  await outcome(client.verifyLogin({ ...held, body: { code: book.note("wrong code", wrongCode(code)) } }));
  await outcome(client.verifyLogin({ ...held, body: { code: `${code}x` } }));
  const complete = heldOf(await client.verifyLogin({ ...held, body: { code: ` ${code}` } }));
  book.note("login token", complete.loginToken);
  book.note("result", (await client.issueToken(complete)).token);
  await outcome(client.verifyLogin({ ...complete, body: { code } }));
  await outcome(client.cancelLogin(held));
}

/** Bodies that no schema takes, full of secrets. */
async function misshapen(): Promise<void> {
  const headers = { "content-type": "application/json", ...stack.edge(freshAddress()) };
  const bodies = [
    JSON.stringify({ identifier: [identifier], password: { password } }),
    JSON.stringify({ identifier, password, clientId: email, [phone]: phone }),
    `{"identifier": "${identifier}", "password": ${password}`,
    `\nat ${phone} ${identifier}`,
    password,
  ];
  for (const body of bodies) {
    const answer = await fetch(`${stack.origin}/v1/logins`, { method: "POST", headers, body });
    expect(answer.status).toBe(400);
    expect(leaksIn(await answer.text(), book.secrets)).toEqual([]);
  }
  const query = `identifier=${encodeURIComponent(identifier)}&token=${password}`;
  await fetch(`${stack.origin}/v1/logins/${encodeURIComponent(email)}?${query}`, { headers });
}

const account = (phones: readonly string[]) =>
  stack.admin("/v1/admin/accounts", { identifier, password, phones, emails: [email], locale: "en" });

describe("secrecy", () => {
  test("secrecy: given whole flows with errors and faults, when all that was printed is read, then it gives nothing away", async () => {
    expect((await account([phone])).status).toBe(201);
    expect((await account([phone])).status).toBe(409);
    expect((await account([`${phone}9`])).status).toBe(400);
    await signIn(stack.from(freshAddress()));
    await misshapen();

    const faults = [
      ...["throttle", "error", "optedOut", "invalidNumber", "spendLimit"].map((fault) => ({ service: "sns", fault })),
      { service: "dynamodb", fault: "error" },
    ];
    for (const fault of faults) {
      const client = stack.from(freshAddress());
      const { held, body, sent } = await ask(client);
      const code = await newestCode();
      expect(sent).toBe("done");
      await stack.local("/local/clock", { advanceSeconds: 200 });
      await stack.local("/local/faults", { ...fault, times: 50 });
      const calls = [
        client.createChallenge({ ...held, body }),
        client.verifyLogin({ ...held, body: { code } }),
        client.startLogin({ body: { identifier, password } }),
      ];
      await Promise.all(calls.map(outcome));
      await fetch(`${stack.origin}/local/faults`, { method: "DELETE" });
    }

    const printed = await stack.printed();
    for (const line of ["challenge_sent", "challenge_not_sent", "answer_wrong", "login_complete", "fault"]) {
      expect(printed).toContain(`"code":"${line}"`);
    }
    expect(leaksIn(printed, book.secrets)).toEqual([]);
  });

  test("secrecy: given a line that leaks, however it is written, when it is searched, then the leak is found", () => {
    for (const [name, secret] of book.secrets) {
      const object = JSON.stringify({ code: "fault", error: JSON.stringify({ message: `x ${secret} y` }) });
      expect(leaksIn(object, new Map([[name, secret]]))).not.toEqual([]);
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64url")]) {
        expect(leaksIn(`{"code":"fault","error":"${form}"}`, book.secrets)).not.toEqual([]);
      }
    }
  });
});
