import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { clientAnswered, pass, pending, refusal, waiting } from "../../test/support/answered-reads.ts";
import { ApiProblem } from "./client.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, "document");
});

describe("waitForLogin: how it ends", () => {
  test.each([
    "complete",
    "denied",
    "locked",
    "expired",
  ])("given %s, when it is read, then it is returned", async (status) => {
    const { client, reads } = clientAnswered({}, { body: { ...pending, status } });
    const seen = waiting(client);
    await pass(60);
    expect(seen.came).toMatchObject({ loginId: "LOGIN", status });
    expect(reads).toEqual([0, 2]);
  });

  test("given a login that is gone, when it is read, then it has expired", async () => {
    const { client } = clientAnswered(refusal(410, "login_expired"));
    const seen = waiting(client);
    await pass(0);
    expect(seen.came).toEqual({ loginId: "LOGIN", status: "expired" });
  });

  test.each([
    ["a token that was given anew", { status: "complete", loginToken: "NEXT" }, "NEXT"],
    ["the same token as before", { status: "complete" }, "TOKEN"],
    ["a factor proved and another due", { loginToken: "NEXT", needs: ["password"] }, "NEXT"],
    ["a login that went on elsewhere", { wentOn: "elsewhere" }, "TOKEN"],
  ])("given %s, when it comes, then what is returned has the token to go on with", async (_, body, loginToken) => {
    const { client } = clientAnswered({ body: { ...pending, ...body } });
    const seen = waiting(client);
    await pass(0);
    expect(seen.came).toEqual({ ...pending, ...body, loginToken });
  });

  test.each([
    [401, "unauthenticated"],
    [400, "invalid_request"],
    [404, "not_found"],
  ])("given %i %s, when it comes, then it is thrown", async (status, code) => {
    const { client, reads } = clientAnswered(refusal(status, code));
    const seen = waiting(client);
    await pass(60);
    expect(seen.failed).toBeInstanceOf(ApiProblem);
    expect(seen.failed).toMatchObject({ problem: { code } });
    expect(reads).toEqual([0]);
  });

  test("given reads that get no answer for good, when their number is reached, then the last error is thrown", async () => {
    const { client, reads } = clientAnswered("no answer");
    const seen = waiting(client, { maxFailures: 3 });
    await pass(60);
    expect(reads).toEqual([0, 2, 6]);
    expect(seen.failed).toBeInstanceOf(TypeError);
  });

  test.each([
    ["between two reads", 1, {}],
    ["during a read", 0, "never"],
  ] as const)("given its signal is aborted %s, then it rejects with the reason, and reads no more", async (_, at, answer) => {
    const { client, reads } = clientAnswered(answer);
    const over = new AbortController();
    const seen = waiting(client, { signal: over.signal });
    await pass(at);
    over.abort("the page was left");
    await pass(60);
    expect(seen.failed).toBe("the page was left");
    expect(reads).toEqual([0]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("given a signal that was aborted before, then nothing is read", async () => {
    const { client, reads } = clientAnswered({});
    const seen = waiting(client, { signal: AbortSignal.abort("too late") });
    await pass(10);
    expect(seen.failed).toBe("too late");
    expect(reads).toEqual([]);
  });

  test("given it has ended, then it listens to the page and the signal no more", async () => {
    const listened: string[] = [];
    const heard = Object.assign(new EventTarget(), { visibilityState: "visible" });
    const { addEventListener, removeEventListener } = heard;
    heard.addEventListener = (...call: Parameters<typeof addEventListener>) => {
      listened.push(call[0]);
      addEventListener.apply(heard, call);
    };
    heard.removeEventListener = (...call: Parameters<typeof removeEventListener>) => {
      listened.pop();
      removeEventListener.apply(heard, call);
    };
    Object.assign(globalThis, { document: heard });
    const { client } = clientAnswered({}, {}, { body: { ...pending, status: "complete" } });
    const seen = waiting(client);
    await pass(10);
    expect(seen.came).toBeDefined();
    expect(listened).toEqual([]);
  });
});
