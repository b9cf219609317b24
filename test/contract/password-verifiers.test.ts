import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { environmentOf, setEnvironment } from "../../infra/local/environment.ts";
import { listen } from "../../infra/local/http.ts";
import { createKeyRing } from "../../infra/local/receiver/key-ring.ts";
import { createReceiver, type Receiver } from "../../infra/local/receiver/receiver.ts";
import { lambdaPasswordVerifier } from "../../shared/adapters/lambda/password-verifier.ts";
import { argon2Passwords } from "../../shared/adapters/system/argon2-passwords.ts";
import { ownPasswordVerifier } from "../../shared/adapters/system/own-password-verifier.ts";
import type { Credential } from "../../shared/domain/account.ts";
import type { PasswordVerifier } from "../../shared/ports/password-verifier.ts";
import type { KeyRing, RootKey } from "../../shared/ports/roots.ts";
import { settings } from "../support/samples.ts";

let receiver: Receiver;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  const server = await listen(0, 100_000);
  receiver = createReceiver(createKeyRing(), "http://127.0.0.1:1", () => Date.now());
  server.open(receiver.answer);
  const restore = setEnvironment(environmentOf(settings, "http://localhost:1", `http://127.0.0.1:${server.port}`));
  closing.push(receiver.close, restore, server.close);
});
afterAll(async () => {
  for (const close of closing) await close();
});

/** A verifier, and a way to have it know somebody. */
interface Kept {
  readonly verifier: PasswordVerifier;
  know(identifier: string, password: string): Promise<Credential>;
}

const credentialOf = (identifier: string, passwordHash?: string): Credential => ({
  identifierKey: identifier,
  sub: `sub-of-${identifier}`,
  epoch: 0,
  ...(passwordHash === undefined ? {} : { passwordHash }),
});

function ownDirectory(): Kept {
  const root: RootKey = { keyId: "key", derive: (purpose) => Buffer.alloc(32, purpose.length) };
  const vault: KeyRing = { current: async () => root, find: async () => root };
  const passwords = argon2Passwords(vault);
  return {
    verifier: ownPasswordVerifier(passwords),
    know: async (identifier, password) => credentialOf(identifier, await passwords.hash(password)),
  };
}

function operatorsLambda(): Kept {
  const known = new Map<string, string>();
  const answerTo = ({ identifier, password }: Readonly<Record<string, unknown>>) => ({
    result: known.get(String(identifier)) === password ? "right" : "wrong",
  });
  receiver.functions.set("passwords", { answer: {}, delayMs: 0, answerTo });
  return {
    verifier: lambdaPasswordVerifier("arn:aws:lambda:ap-northeast-1:000000000000:function:passwords"),
    know: async (identifier, password) => {
      known.set(identifier, password);
      return credentialOf(identifier);
    },
  };
}

describe.each([
  ["our own directory", ownDirectory],
  ["the operator's Lambda", operatorsLambda],
])("a password, by %s", (_, start) => {
  const name = () => `person-${randomUUID()}@example.jp`;

  test("given it is right, then it is", async () => {
    const { verifier, know } = start();
    const identifier = name();
    const credential = await know(identifier, "correct-horse-battery");
    const verdict = await verifier.verify({ identifier, password: "correct-horse-battery", credential });
    expect(verdict).toMatchObject({ result: "right" });
  });

  test.each([
    "Correct-horse-battery",
    "correct-horse-batter",
    "correct-horse-battery ",
    "",
  ])("given %j in its place, then it is wrong", async (password) => {
    const { verifier, know } = start();
    const identifier = name();
    const credential = await know(identifier, "correct-horse-battery");
    expect(await verifier.verify({ identifier, password, credential })).toEqual({ result: "wrong" });
  });

  test("given somebody else's, then it is wrong", async () => {
    const { verifier, know } = start();
    const [one, other] = [name(), name()];
    await know(one, "correct-horse-battery");
    const credential = await know(other, "incorrect-horse-battery");
    const verdict = await verifier.verify({ identifier: other, password: "correct-horse-battery", credential });
    expect(verdict).toEqual({ result: "wrong" });
  });

  test("given nobody's, then it is wrong", async () => {
    const { verifier } = start();
    const typed = { identifier: name(), password: "correct-horse-battery", credential: undefined };
    expect(await verifier.verify(typed)).toEqual({ result: "wrong" });
  });
});

describe("the operator's Lambda", () => {
  const typed = { identifier: "hanako", password: "correct-horse-battery", credential: undefined };
  const verify = () => operatorsLambda().verifier.verify(typed);
  const answering = (answer: unknown, delayMs = 0) => {
    const { verifier } = operatorsLambda();
    receiver.functions.set("passwords", { answer, delayMs });
    return verifier.verify(typed);
  };

  test("given a question, when it is read, then it has version, identifier and password and nothing else", async () => {
    await verify();
    const { identifier, password } = typed;
    expect(receiver.functions.asked("passwords").at(-1)).toEqual({ version: 1, identifier, password });
  });

  test.each([
    [{ result: "locked" }, { result: "locked" }],
    [{ result: "change_required" }, { result: "change_required" }],
    [
      { result: "right", sub: "A", changedAt: "2026-01-02T03:04:05+09:00" },
      { result: "right", sub: "A", changedAt: Date.UTC(2026, 0, 1, 18, 4, 5) },
    ],
  ])("given the answer %j, then it is understood", async (answer, verdict) => {
    expect(await answering(answer)).toEqual(verdict);
  });

  test.each([
    ["an empty answer", {}],
    ["another word", { result: "yes" }],
    ["a truth", true],
    ["nothing", null],
    ["an error", { errorMessage: "x", errorType: "Error" }],
    ["a time that is none", { result: "right", changedAt: "yesterday" }],
  ])("given %s, then it has said nothing", async (_, answer) => {
    expect(await answering(answer)).toBe("silent");
  });

  test("given it fails, then it has said nothing, and is asked once", async () => {
    const before = receiver.functions.asked("passwords").length;
    receiver.faults.set({ service: "lambda", fault: "error", times: 1 });
    expect(await verify()).toBe("silent");
    expect(receiver.functions.asked("passwords")).toHaveLength(before);
  });

  test("given an answer after 3 s, then it has said nothing", async () => {
    expect(await answering({ result: "right" }, 6000)).toBe("silent");
  });
});
