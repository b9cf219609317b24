import { describe, expect, test } from "@jest/globals";
import { problems } from "./problems.ts";
import { folderOf, operationNames, routes } from "./routes.ts";

describe("the table of routes", () => {
  test("given all routes, when they are compared, then no two have method and path in common", () => {
    const calls = operationNames.map((name) => `${routes[name].api} ${routes[name].method} ${routes[name].path}`);
    expect(new Set(calls).size).toBe(calls.length);
  });

  test.each(operationNames)("given %s, when its problems are read, then none stands twice", (name) => {
    expect(new Set(routes[name].problems).size).toBe(routes[name].problems.length);
  });

  test.each(operationNames)("given %s, when it wants proof, then it may answer that there was none", (name) => {
    const { auth, problems: own } = routes[name];
    const refusal = { login: "unauthenticated", session: "unauthenticated", iam: "forbidden", none: undefined }[auth];
    expect([undefined, ...own]).toContain(refusal);
  });

  test.each(operationNames)("given %s, when it is not open to all, then no cache keeps its answer", (name) => {
    const { auth, method, cacheSeconds } = routes[name];
    expect(auth === "none" && method === "GET" ? 0 : cacheSeconds).toBe(0);
  });

  test("given an operation, when its folder is asked for, then it is its name in kebab case", () => {
    expect(folderOf("getOpenidConfiguration")).toBe("get-openid-configuration");
  });
});

describe("the table of problems", () => {
  test.each(Object.entries(problems))("given %s, when its row is read, then its metric fits its status", (_, row) => {
    expect(row.metric === "fault").toBe(row.status >= 500);
  });
});
