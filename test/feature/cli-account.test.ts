import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCommand } from "../../infra/cli/run.ts";
import { freshAddress, outcome } from "../attack/visitor.ts";
import { standing } from "../support/recovering.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

/** The command line in this process: its credentials are those of the stack's environment, found by the SDK's own chain. */
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
  const code = await runCommand([...args, "--admin", service.stack.adminOrigin], terminal);
  return { code, out, error };
}

const why = ["--reason", "The owner asked for it by telephone"];
const account = async (what: string, { identifier }: TestAccount, ...more: readonly string[]) => {
  const { out, ...ran } = await run(["account", what, identifier, ...more, "--json"]);
  return { ...ran, account: out === "" ? undefined : JSON.parse(out).account };
};
const start = ({ identifier }: { identifier: string }) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password } }));

describe("nidan account", () => {
  test("cli: given an account, when it is shown, then to people as lines, masked", async () => {
    const person = await service.makeAccount();
    const { code, out } = await run(["account", "show", person.identifier]);
    expect(code).toBe(0);
    expect(out).toContain(`Account       ${person.identifier}`);
    expect(out).toMatch(/Method +phone 090-\*{4}-\d{4} active [\w-]{22}\n/);
  });

  test("cli: given an account, when it is locked and unlocked, then it is", async () => {
    const person = await service.makeAccount();
    expect((await account("lock", person, ...why)).account).toMatchObject({ status: "locked" });
    expect(await start(person)).toBe("credentials_invalid");
    expect((await account("unlock", person, ...why)).account).toMatchObject({ status: "active" });
    expect(await start(person)).toBe("done");
  });

  test("cli: given an account, when it is changed, revoked, reset and deleted, then each is done", async () => {
    const person = await service.makeAccount();
    const identifier = `cli-${randomUUID()}`;
    expect(
      (await account("change", person, "--identifier", identifier, "--locale", "en", ...why)).account,
    ).toMatchObject({
      identifier,
      locale: "en",
    });
    const moved = { ...person, identifier };
    expect((await account("revoke", moved, ...why)).code).toBe(0);
    const reset = await account("reset", moved, "--all-methods", "--password", "--yes", ...why);
    expect(reset.account).toMatchObject({ enabled: false, authenticators: [] });
    expect(await start(moved)).toBe("credentials_invalid");
    expect(await account("delete", moved, "--yes", ...why)).toMatchObject({ code: 0, account: null });
    expect(await account("show", moved)).toMatchObject({ code: 1, error: expect.stringContaining("(not_found)") });
  });

  test("cli: given an account, when its owner is let recover it, then the next sign-in sets up a new method", async () => {
    const person = await service.makeAccount();
    expect((await account("recover", person, ...why)).account).toMatchObject({ recovery: { by: "operator" } });
    expect((await run(["account", "show", person.identifier])).out).toMatch(/Recovery +by the operator, ready from 2/);
    expect(await standing(service, person)).toEqual(["enrolment"]);
  });

  test("cli: given a password on stdin, when an account is made, then its owner signs in by it", async () => {
    const identifier = `cli-${randomUUID()}`;
    const args = ["account", "create", identifier, "--phone", "090-1234-5678", "--email", "taro@example.jp"];
    expect((await run(args, [password])).code).toBe(0);
    expect(await start({ identifier })).toBe("done");
  });

  test("cli: given bad fields, when an account is made, then each is named with 1", async () => {
    const made = await run(["account", "create", "x", "--phone", "hello"], ["short"]);
    expect(made.code).toBe(1);
    expect(made.error).toContain("/password must have at least 8 characters");
  });

  test.each([
    [["delete", "x", ...why], "delete cannot be undone: say --yes"],
    [["reset", "x", "--password", ...why], "reset cannot be undone: say --yes"],
    [["lock", "x"], "--reason: must say why"],
    [["reset", "x", "--yes", ...why], "reset: needs --method, --all-methods or --password"],
    [["change", "x", ...why], "change: needs --identifier or --locale"],
    [["confirm", "x", ...why], "--reset: must be the id of a reset that waits"],
    [["show"], "needs either IDENTIFIER or --sub"],
    [["show", "x", "y"], "y: one word too many"],
    [["burn", "x"], "--account: must be one of show"],
  ])("cli: given nidan account %j, when it runs, then it is refused with 2 and says why", async (args, line) => {
    const { code, error } = await run(["account", ...args]);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(line) });
  });

  test("cli: given credentials that may not, when it calls, then it says which policies there are", async () => {
    const before = process.env.AWS_SECRET_ACCESS_KEY;
    process.env.AWS_SECRET_ACCESS_KEY = "wrong";
    const { code, error } = await run(["account", "show", "hanako"]);
    process.env.AWS_SECRET_ACCESS_KEY = before;
    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(/\(forbidden\)\n→ .*nidan-support/) });
  });

  test.each([
    [["--admin", "nowhere"], 2, "--admin: must be a URL"],
    [["--admin", "http://127.0.0.1:9"], 1, "does not answer"],
  ])("cli: given %j, when it calls, then %i", async (args, code, line) => {
    let error = "";
    const terminal = {
      out: () => {},
      error: (text: string) => {
        error += text;
      },
    };
    expect(await runCommand(["account", "show", "x", ...args], terminal)).toBe(code);
    expect(error).toContain(line);
  });
});

describe("nidan event", () => {
  test("cli: given a cancelled line, when it is told twice, then once it is done", async () => {
    const { sub, phones } = await service.makeAccount();
    const args = ["event", "line_cancelled", "--id", randomUUID(), "--sub", sub, "--destination", phones[0] ?? ""];
    expect([(await run(args)).out, (await run(args)).out]).toEqual(["Done.\n", "It was known before.\n"]);
  });

  test.each([
    [["line_cancelled", "--sub", "x"], "--id: must name the event"],
    [["account_closed", "--id", "12345678", "--sub", "x"], "say --yes"],
    [["line_moved", "--id", "12345678"], "must be one of line_cancelled"],
  ])("cli: given nidan event %j, when it runs, then it is refused with 2", async (args, line) => {
    const { code, error } = await run(["event", ...args]);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(line) });
  });
});
