import { randomUUID } from "node:crypto";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type ProblemCode, problems } from "../../shared/contract/problems.ts";
import { type OperationName, routes } from "../../shared/contract/routes.ts";
import { askLink } from "../attack/links.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, heldOf, outcome, wrongCode } from "../attack/visitor.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { passwordLinkFor } from "../support/password-link.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { call } from "./raw-call.ts";

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

interface Row {
  readonly operation: OperationName;
  readonly refused: () => Promise<Response>;
}

const asked = async () => askLogin(service, await service.makeAccount());

/** A login whose item was spoilt, as no code of ours would. */
async function spoilt() {
  const { held } = await asked();
  const client = new DynamoDBClient({ endpoint: service.stack.dynamodbEndpoint });
  await client.send(
    new UpdateItemCommand({
      TableName: service.dependencies.config.resources.tableName,
      Key: { PK: { S: `LOGIN#${held.params.loginId}` }, SK: { S: "LOGIN" } },
      UpdateExpression: "REMOVE attemptsLeft",
    }),
  );
  client.destroy();
  return held;
}

/** Somebody signed in, as raw calls of `/v1/me` hold a session. */
async function signedIn() {
  const { client, held } = await completeLogin(service, await service.makeAccount());
  const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
  return { held: { params: { loginId: "" }, loginToken: sessionToken } };
}

/** Shown in `password-verifier.test.ts`. */
const ofOtherSettings = "password_elsewhere";

/** One request for every problem that one machine can bring about. */
const producers = {
  invalid_request: {
    operation: "startLogin",
    refused: () => call(service, "startLogin", { body: { identifier: 1 } }),
  },
  unauthenticated: {
    operation: "getLogin",
    refused: async () => call(service, "getLogin", { held: { ...(await asked()).held, loginToken: "x" } }),
  },
  forbidden: {
    operation: "createAccount",
    refused: () => call(service, "createAccount", { body: { identifier: "x", password } }),
  },
  acknowledgement_required: {
    operation: "redeemLink",
    refused: async () => {
      const { token } = await askLink(service, await service.makeAccount());
      return call(service, "redeemLink", { body: { token, decision: "approve" } });
    },
  },
  link_used: {
    operation: "inspectLink",
    refused: async () => {
      const { client, token } = await askLink(service, await service.makeAccount());
      await client.redeemLink({ body: { token, decision: "deny" } });
      return call(service, "inspectLink", { body: { token } });
    },
  },
  link_expired: {
    operation: "inspectLink",
    refused: async () => {
      const { token } = await askLink(service, await service.makeAccount());
      service.stack.advanceClock(600);
      return call(service, "inspectLink", { body: { token } });
    },
  },
  link_superseded: {
    operation: "inspectLink",
    refused: async () => {
      const { token, ask } = await askLink(service, await service.makeAccount());
      service.stack.advanceClock(30);
      await ask();
      return call(service, "inspectLink", { body: { token } });
    },
  },
  insufficient_user_authentication: {
    operation: "makeBackupCodes",
    refused: async () => call(service, "makeBackupCodes", { held: (await signedIn()).held, body: {} }),
  },
  self_disable_off: {
    operation: "updateSettings",
    refused: async () =>
      call(service, "updateSettings", { held: (await signedIn()).held, body: { enabled: false }, ifMatch: 0 }),
  },
  changed_meanwhile: {
    operation: "updateSettings",
    refused: async () =>
      call(service, "updateSettings", { held: (await signedIn()).held, body: { signInNotices: true }, ifMatch: 7 }),
  },
  last_method: {
    operation: "updateSettings",
    refused: async () => {
      const person = await service.makeAccount([]);
      const client = service.from(freshAddress());
      const login = await client.startLogin({ body: { identifier: person.identifier, password } });
      const { sessionToken = "" } = await client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
      const held = { params: { loginId: "" }, loginToken: sessionToken };
      return call(service, "updateSettings", { held, body: { enabled: true }, ifMatch: 0 });
    },
  },
  not_found: {
    operation: "createChallenge",
    refused: async () => call(service, "createChallenge", { held: (await asked()).held, body: { methodId: "none" } }),
  },
  login_closed: {
    operation: "issueToken",
    refused: async () => call(service, "issueToken", { held: (await asked()).held }),
  },
  identifier_taken: {
    operation: "createAccount",
    refused: async () =>
      service.stack.admin("/v1/admin/accounts", { ...(await service.makeAccount()), sub: undefined }),
  },
  password_change_required: {
    operation: "startLogin",
    refused: async () => {
      const { identifier, sub } = await service.makeAccount();
      await call(service, "disavow", { body: { token: await disavowalFor(service, sub) } });
      return call(service, "startLogin", { body: { identifier, password } });
    },
  },
  password_unfit: {
    operation: "resetPassword",
    refused: async () => {
      const { sub } = await service.makeAccount(undefined, ["hanako@example.jp"]);
      const token = await passwordLinkFor(service, sub);
      return call(service, "resetPassword", { body: { token, password: "password123" } });
    },
  },
  login_expired: {
    operation: "verifyLogin",
    refused: async () => {
      const { held, code } = await asked();
      service.stack.advanceClock(1800);
      return call(service, "verifyLogin", { held, body: { code } });
    },
  },
  code_expired: {
    operation: "verifyLogin",
    refused: async () => {
      const { held, code } = await asked();
      service.stack.advanceClock(300);
      return call(service, "verifyLogin", { held, body: { code } });
    },
  },
  credentials_invalid: {
    operation: "startLogin",
    refused: () => call(service, "startLogin", { body: { identifier: "nobody@example.jp", password } }),
  },
  challenge_failed: {
    operation: "verifyLogin",
    refused: async () => {
      const { held, code } = await asked();
      return call(service, "verifyLogin", { held, body: { code: wrongCode(code) } });
    },
  },
  idempotency_key_reused: {
    operation: "startLogin",
    refused: async () => {
      const idempotencyKey = randomUUID();
      await call(service, "startLogin", { body: { identifier: "one" }, idempotencyKey });
      return call(service, "startLogin", { body: { identifier: "other" }, idempotencyKey });
    },
  },
  too_many_attempts: {
    operation: "startLogin",
    refused: async () => {
      const given = { body: { identifier: "somebody", password }, address: freshAddress() };
      for (let tries = 0; tries < 5; tries += 1) await call(service, "startLogin", given);
      return call(service, "startLogin", given);
    },
  },
  too_many_sends: {
    operation: "createChallenge",
    refused: async () => {
      const { held, methodIds } = await asked();
      return call(service, "createChallenge", { held, body: { methodId: methodIds[0] } });
    },
  },
  slow_down: {
    operation: "getLogin",
    refused: async () => {
      const { client, held } = await asked();
      for (let reads = 0; reads < 5; reads += 1) await client.getLogin(held);
      return call(service, "getLogin", { held });
    },
  },
  trust_name_required: {
    operation: "verifyLogin",
    refused: async () => {
      const { held, code } = await asked();
      return call(service, "verifyLogin", { held, body: { code, trustBrowser: { name: " " } } });
    },
  },
  internal: {
    operation: "getLogin",
    refused: async () => call(service, "getLogin", { held: await spoilt() }),
  },
  delivery_unavailable: {
    operation: "createChallenge",
    refused: async () => {
      const { held, methodIds } = await beginLogin(service, await service.makeAccount());
      service.stack.setFault({ service: "sns", fault: "optedOut", times: 1 });
      return call(service, "createChallenge", { held, body: { methodId: methodIds[0] } });
    },
  },
  unavailable: {
    operation: "issueToken",
    refused: async () => {
      const { held } = await completeLogin(service, await service.makeAccount());
      service.stack.setFault({ service: "dynamodb", fault: "throttle", times: 100 });
      return call(service, "issueToken", { held });
    },
  },
} as const satisfies { readonly [Code in Exclude<ProblemCode, typeof ofOtherSettings>]: Row };

const everywhere: readonly ProblemCode[] = ["invalid_request", "slow_down", "unavailable", "internal"];
const rowOf = (operation: OperationName): readonly ProblemCode[] => [...everywhere, ...routes[operation].problems];
const codes = Object.keys(problems).filter((code): code is ProblemCode => code in problems);

describe("problems", () => {
  test("problems: given the list of the contract, then each is brought about here", () => {
    expect([...Object.keys(producers), ofOtherSettings].sort()).toEqual([...codes].sort());
  });

  const rows = Object.entries<Row>(producers);
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
