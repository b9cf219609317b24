import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { ApiProblem, type Client, createClient, type Waiting } from "./client.ts";

const pending = { loginId: "LOGIN", status: "pending", needs: ["second_factor"], pollInterval: 2 };
type Answer = { readonly status?: number; readonly body?: object; readonly headers?: Readonly<Record<string, string>> };
const refusal = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { type: `urn:nidan:problem:${code}`, title: code, status, code, ...more },
});

/** A client whose reads are answered in this order, the last again and again, and when each was made, in seconds. */
function clientAnswered(...answers: readonly (Answer | "no answer" | "never")[]) {
  const reads: number[] = [];
  const start = performance.now();
  const client = createClient("https://login.example.jp", async (_, init) => {
    const answer = answers[Math.min(reads.length, answers.length - 1)];
    reads.push(Math.round((performance.now() - start) / 100) / 10);
    if (answer === "no answer" || answer === undefined) throw new TypeError("fetch failed");
    if (answer === "never") {
      return new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    }
    const { status = 200, body = pending } = answer;
    const type = status === 200 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(body), { status, headers: { "content-type": type, ...answer.headers } });
  });
  return { client, reads };
}

/** The wait under way, and what came of it as soon as something has. */
function waiting(client: Client, more: Partial<Waiting> = {}) {
  const seen: { came?: unknown; failed?: unknown } = {};
  client.waitForLogin("LOGIN", { token: "TOKEN", ...more }).then(
    (came) => Object.assign(seen, { came }),
    (failed) => Object.assign(seen, { failed }),
  );
  return seen;
}

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

/** A page, and what it is like when it is looked at or not. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const look = (visibilityState: "visible" | "hidden") => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
};
beforeEach(() => {
  jest.useFakeTimers();
  page.visibilityState = "visible";
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, "document");
});

describe("waitForLogin: how it reads", () => {
  test("given the service names 2 s and later 5 s, when it waits, then so much lies between two reads", async () => {
    const { client, reads } = clientAnswered({}, {}, { body: { ...pending, pollInterval: 5 } });
    waiting(client);
    await pass(14);
    expect(reads).toEqual([0, 2, 4, 9, 14]);
  });

  test("given the interval of the login in hand, when it waits, then the first read keeps to it too", async () => {
    const { client, reads } = clientAnswered({});
    waiting(client, { pollInterval: 2 });
    await pass(4);
    expect(reads).toEqual([2, 4]);
  });

  test("given each read, when it was answered, then it is told of", async () => {
    const { client } = clientAnswered({}, { body: { ...pending, status: "complete" } });
    const told: string[] = [];
    waiting(client, { onLogin: ({ status }) => told.push(status) });
    await pass(2);
    expect(told).toEqual(["pending", "complete"]);
  });

  test("given slow_down with 7 s, when it is told, then it reads again after 7 s, however often it is looked at", async () => {
    Object.assign(globalThis, { document: page });
    const { client, reads } = clientAnswered(refusal(429, "slow_down", { retryAfter: 7 }), {});
    waiting(client);
    await pass(1);
    look("hidden");
    look("visible");
    await pass(5.9);
    expect(reads).toEqual([0]);
    await pass(0.1);
    expect(reads).toEqual([0, 7]);
  });

  test("given a 429 of something between, when it has Retry-After alone, then that is kept to", async () => {
    const { client, reads } = clientAnswered(
      { status: 429, headers: { "content-type": "text/html", "retry-after": "9" } },
      {},
    );
    waiting(client);
    await pass(9);
    expect(reads).toEqual([0, 9]);
  });

  test("given a page that is hidden, then nothing is read, and at once when it is looked at", async () => {
    Object.assign(globalThis, { document: page });
    const { client, reads } = clientAnswered({});
    waiting(client);
    await pass(1);
    look("hidden");
    await pass(60);
    expect(reads).toEqual([0]);
    look("visible");
    await pass(2);
    expect(reads).toEqual([0, 61, 63]);
  });

  test("given a page that is hidden from the start, then even the first read waits", async () => {
    Object.assign(globalThis, { document: page });
    look("hidden");
    const { client, reads } = clientAnswered({});
    waiting(client);
    await pass(60);
    expect(reads).toEqual([]);
  });

  test("given reads without an answer, then each waits twice as long, up to 15 s, and an answer makes it forget", async () => {
    const { client, reads } = clientAnswered(
      {},
      "no answer",
      refusal(503, "unavailable"),
      "no answer",
      "no answer",
      "no answer",
      {},
      "no answer",
      {},
    );
    const seen = waiting(client);
    await pass(50);
    expect(reads).toEqual([0, 2, 4, 8, 16, 31, 46, 48, 50]);
    expect(seen).toEqual({});
  });
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
