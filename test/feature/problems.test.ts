import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type ProblemCode, problems } from "../../shared/contract/problems.ts";
import { type OperationName, routes } from "../../shared/contract/routes.ts";
import { askLogin, outcome } from "../attack/visitor.ts";
import { roomy, type Service, startService } from "../support/service.ts";
import { call } from "./raw-call.ts";
import { refusedAnswers } from "./refused-answers.ts";
import { type Refused, refusedRequests } from "./refused-requests.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...roomy,
    selfDisable: false,
    links: { sms: "approve" },
    trust: { nameRequired: true },
  });
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

/** Shown in `password-verifier.test.ts`. */
const ofOtherSettings = "password_elsewhere";

/** One request for every problem that one machine can bring about. */
const producers = {
  ...refusedRequests(() => service),
  ...refusedAnswers(() => service),
} as const satisfies { readonly [Code in Exclude<ProblemCode, typeof ofOtherSettings>]: Refused };

const everywhere: readonly ProblemCode[] = ["invalid_request", "slow_down", "unavailable", "internal"];
const rowOf = (operation: OperationName): readonly ProblemCode[] => [...everywhere, ...routes[operation].problems];
const codes = Object.keys(problems).filter((code): code is ProblemCode => code in problems);

const asked = async () => askLogin(service, await service.makeAccount());

describe("problems", () => {
  test("problems: given the list of the contract, then each is brought about here", () => {
    expect([...Object.keys(producers), ofOtherSettings].sort()).toEqual([...codes].sort());
  });

  const rows = Object.entries<Refused>(producers);
  test.each(
    rows,
  )("problems: given what leads to %s, when it is refused, then it is a whole problem", async (code, row) => {
    const answer = await row.refused();

    const status = codes.filter((one) => one === code).map((one) => problems[one].status);
    const body = await answer.json();
    expect(rowOf(row.operation)).toContain(code);
    expect([answer.status]).toEqual(status);
    expect(body).toMatchObject({
      code,
      type: `urn:nidan:problem:${code}`,
      status: answer.status,
      title: expect.any(String),
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("retry-after") ?? undefined).toBe(body.retryAfter?.toString());
  });

  test.each([
    "/v1",
    "/v1/nothing",
    "/v1/logins/",
    "/v1/logins/x/y",
    "/%",
    "/v1/admin/accounts",
  ])("problems: given the path %s, when it is called, then the gateway's own refusal is a problem too", async (path) => {
    const answer = await fetch(service.stack.origin + path);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("problems: given answers that are no refusals, then they are not to be stored either", async () => {
    const { client, held } = await asked();

    expect((await call(service, "getLogin", { held })).headers.get("cache-control")).toBe("no-store");
    expect((await call(service, "cancelLogin", { held })).headers.get("cache-control")).toBe("no-store");
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
  });
});
