import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readConfig } from "../../shared/config.ts";
import { createDependencies } from "../../shared/dependencies.ts";
import { originSecretHeader } from "../../shared/http/source.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ demo: false });
});
afterAll(() => stack.close());

const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";

/** The login that was begun with these headers, as the table has it. */
async function begun(headers: Readonly<Record<string, string>>) {
  const response = await fetch(`${stack.origin}/v1/logins`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": chrome, ...headers },
    body: JSON.stringify({ identifier: "nobody" }),
  });
  const { loginId } = JSON.parse(await response.text());
  return createDependencies(readConfig()).logins.find(loginId);
}

describe("the edge of the local stack", () => {
  test("given a viewer, when a login begins, then its browser and the edge's area are kept with it", async () => {
    const login = await begun({});
    expect(login?.from).toEqual({ browser: "Chrome", system: "Windows", country: "JP", region: "13" });
  });

  test("given a viewer's own word about its area, when a login begins, then the edge's stands", async () => {
    const login = await begun({ "cloudfront-viewer-country": "FR", "cloudfront-viewer-country-region": "IDF" });
    expect(login?.from).toMatchObject({ country: "JP", region: "13" });
  });

  test("given a call past the edge, when a login begins, then no area is known", async () => {
    const login = await begun({ [originSecretHeader]: "a.b", "cloudfront-viewer-country": "FR" });
    expect(login?.from).toEqual({ browser: "Chrome", system: "Windows" });
  });
});
