import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { runCommand } from "../../infra/cli/run.ts";
import { heldOf } from "../attack/visitor.ts";
import { delegatedSettings, prove, returnUrl } from "../support/delegated.ts";
import { type Service, startService } from "../support/service.ts";
import { openBrowser } from "../support/test-browser.ts";

let service: Service;
beforeAll(async () => {
  const bank = {
    clientId: "bank",
    returnUrls: ["https://bank.example.jp/signed-in"],
    roleArns: ["arn:aws:iam::000000000000:user/bank"],
  };
  const [shop] = delegatedSettings.clients ?? [];
  service = await startService({ ...delegatedSettings, clients: shop === undefined ? [] : [shop, bank] });
});
afterAll(() => service.stack.close());

async function run(args: readonly string[], input: readonly string[] = []) {
  let [out, error] = ["", ""];
  const lines = async function* () {
    yield* input;
  };
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      error += text;
    },
    input: lines,
  };
  const code = await runCommand(["login", ...args, "--admin", service.stack.adminOrigin], terminal);
  return { code, out, error };
}

const shop = ["--client", "shop", "--return-url", returnUrl];

/** A browser goes the way of the URL, to the return URL. */
async function goBy(url: string, person: Awaited<ReturnType<Service["makeAccount"]>>): Promise<string> {
  const browser = openBrowser(service);
  const login = await browser.client.claimLogin({ body: { ticket: url.split("#")[1] ?? "" } });
  const held = await prove(service, person, { browser, login, held: heldOf(login) });
  return (await browser.client.returnLogin(held)).location;
}

describe("nidan login", () => {
  test("cli: given an account, when a login is begun and gone through, then its result is had, once", async () => {
    const person = await service.makeAccount();
    const begun = await run(["start", person.identifier, ...shop, "--nonce", "n-1", "--json"]);
    expect(begun).toMatchObject({ code: 0, error: "" });
    const { url, loginId, expiresAt } = JSON.parse(begun.out);
    expect({ loginId, expiresAt }).toEqual({ loginId: expect.any(String), expiresAt: expect.any(String) });
    const location = await goBy(url, person);

    const { code, out } = await run(["redeem", "--client", "shop", "--json"], [location]);
    expect(code).toBe(0);
    expect(decodeJwt(JSON.parse(out).token)).toMatchObject({ sub: person.sub, aud: "shop", nonce: "n-1" });
    const again = await run(["redeem", "--client", "shop"], [new URL(location).searchParams.get("code") ?? ""]);
    expect(again).toMatchObject({ code: 1, out: "", error: expect.stringContaining("not_found") });
  });

  test("cli: given people read it, when a login is begun, then the URL is the first line", async () => {
    const { sub } = await service.makeAccount();
    const { code, out } = await run(["start", "--sub", sub, ...shop]);
    expect(code).toBe(0);
    expect(out).toMatch(/^https?:\/\/\S+\/login\/continue#\S+\nWorks once, until \S+\.\n$/);
  });

  test("cli: given a client of other roles, when a login is begun for it, then it ends with 1 and says why", async () => {
    const { sub } = await service.makeAccount();
    const bank = ["--client", "bank", "--return-url", "https://bank.example.jp/signed-in"];
    expect(await run(["start", "--sub", sub, ...bank])).toMatchObject({
      code: 1,
      out: "",
      error: expect.stringContaining("roleArns"),
    });
  });

  test.each([
    ["nothing to do", [], "--login: must be one of start, redeem"],
    ["no client", ["start", "hanako", "--return-url", returnUrl], "--client: must name the client"],
    ["no return URL", ["start", "hanako", "--client", "shop"], "--return-url: must be"],
    ["no account", ["start", ...shop], "needs either IDENTIFIER or --sub"],
    ["two accounts", ["start", "hanako", "--sub", "x", ...shop], "needs either IDENTIFIER or --sub"],
    ["a code as a word", ["redeem", "abc", "--client", "shop"], "the first line of stdin, not an argument"],
    ["no code", ["redeem", "--client", "shop"], "needs the code"],
  ])("cli: given %s, when it is called, then it ends with 2 and says what is missing", async (_, args, words) => {
    expect(await run(args)).toMatchObject({ code: 2, out: "", error: expect.stringContaining(words) });
  });
});
