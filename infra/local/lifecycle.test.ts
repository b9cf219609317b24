import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { answers } from "./emulator.ts";
import type { HandlerLoader } from "./gateway/lambda.ts";
import { listen } from "./http.ts";
import { startStack } from "./stack.ts";

const folder = mkdtempSync(join(tmpdir(), "nidan-"));
afterAll(() => rmSync(folder, { recursive: true }));

let created = 0;
const handlers: HandlerLoader = async (name) => async () => {
  if (name === "createAccount") created += 1;
  return { statusCode: 201, body: JSON.stringify({ sub: `sub-${created}` }) };
};
const options = { pages: false, handlers };

describe("the life of a stack", () => {
  test("given a stack, when it is closed, then emulator, servers, clock and environment are gone", async () => {
    const [date, table] = [Date, process.env.TABLE_NAME];
    const stack = await startStack({ ...options, demo: false });
    const places = [stack.origin, stack.adminOrigin, stack.receiverEndpoint, stack.dynamodbEndpoint];
    expect(await Promise.all(places.map(answers))).toEqual([true, true, true, true]);
    await stack.close();
    expect(await Promise.all(places.map(answers))).toEqual([false, false, false, false]);
    expect([Date, process.env.TABLE_NAME]).toEqual([date, table]);
  });

  test("given a call that is held by a fault, when the stack is closed, then it does not wait", async () => {
    const stack = await startStack({ ...options, demo: false });
    stack.setFault({ service: "kms", fault: "timeout", times: 1 });
    const held = fetch(`${stack.receiverEndpoint}/kms`, { method: "POST" }).catch(() => "cut off");
    // Its arrival is seen by the fault being spent.
    while ((await (await fetch(`${stack.origin}/local/faults`)).json()).faults.length > 0);
    await stack.close();
    expect(await held).toBe("cut off");
  });

  test("given a folder, when a second run uses it, then accounts are the same and none is made again", async () => {
    const first = await startStack({ ...options, dataDir: folder });
    await first.close();
    const made = created;
    const second = await startStack({ ...options, dataDir: folder });
    await second.close();
    expect(second.accounts).toEqual(first.accounts);
    expect(created).toBe(made);
    expect(existsSync(join(folder, "nidan.db"))).toBe(true);
  });

  test("given functions that do not load, when it starts, then it fails and leaves nothing running", async () => {
    const date = Date;
    const broken: HandlerLoader = async () => Promise.reject(new Error("does not load"));
    await expect(startStack({ ...options, handlers: broken })).rejects.toThrow("does not load");
    expect(Date).toBe(date);
  });
});

describe("npm start", () => {
  /** Runs it as npm does. */
  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, [join(import.meta.dirname, "start.ts"), ...args], {
      env: { ...process.env, PORT: "0", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });

  async function endOf(child: ChildProcess) {
    const said = { out: "", err: "" };
    child.stdout?.on("data", (chunk) => {
      said.out += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      said.err += chunk;
    });
    const [code] = await once(child, "close");
    return { code, ...said };
  }

  test("given --help, when it is run, then it says how", async () => {
    expect(await endOf(start(["--help"]))).toMatchObject({ code: 0, out: expect.stringContaining("--data DIR") });
  });

  test("given a port that is taken, when it is run, then one line names it", async () => {
    const server = await listen(0, 0);
    const end = await endOf(start(["--demo", "off"], { PORT: `${server.port}` }));
    await server.close();
    expect(end.code).toBe(1);
    expect(end.err).toMatch(new RegExp(`^Port ${server.port} is in use.*\n$`));
  });

  test("given no emulator at DYNAMODB_ENDPOINT, when it is run, then one line says so", async () => {
    const end = await endOf(start([], { DYNAMODB_ENDPOINT: "http://127.0.0.1:1" }));
    expect(end).toMatchObject({ code: 1, err: "DYNAMODB_ENDPOINT: nothing answers at http://127.0.0.1:1\n" });
  });

  /** Until it is up. @returns what it said, and where its pages are. */
  async function upOf(child: ChildProcess) {
    const out = await new Promise<string>((resolve) => {
      let said = "";
      child.stdout?.on("data", (chunk) => {
        said += chunk;
        if (said.includes("Ctrl-C")) resolve(said);
      });
    });
    const [origin = ""] = /http:\/\/localhost:\d+/.exec(out) ?? [];
    return { out, origin };
  }

  test("given no senders of the operator's own, when it is up, then there is one of mails and one of calls", async () => {
    const child = start(["--demo", "off"]);
    const end = endOf(child);
    const { origin } = await upOf(child);
    const { senders } = await (await fetch(`${origin}/v1/service`)).json();
    child.kill("SIGTERM");
    await end;
    expect(senders).toMatchObject({ email: ["no-reply@login.example.jp"], voice: ["+815000001234"] });
  });

  test("given the real service, when it is up and then stopped, then it says where it is and ends well", async () => {
    const child = start([]);
    const end = endOf(child);
    const { out, origin } = await upOf(child);
    expect(out).toContain("hanako");
    expect((await fetch(`${origin}/local/health`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: 0, err: "" });
    expect(await answers(origin)).toBe(false);
  });
});
