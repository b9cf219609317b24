import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { roomy, type Service, startService } from "../support/service.ts";
import { hashes } from "./foreign-hashes.ts";
import { importIn } from "./import-process.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

const name = () => `import-${randomUUID()}@example.jp`;
const stored = async (identifier: string) =>
  (await service.dependencies.directory.findCredential(identifierKeyOf(canonicalIdentifier(identifier))))?.passwordHash;
const line = (changes: object = {}) => JSON.stringify({ identifier: name(), passwordHash: hashes.scrypt, ...changes });

describe("nidan import", () => {
  test("import: given bad lines, when they are imported, then the rest is made, and each is reported by its number", async () => {
    const taken = (await service.makeAccount()).identifier;
    const lines = [
      line(),
      "{",
      line({ phones: ["hello"] }),
      "",
      line({ passwordHash: "x" }),
      line({ identifier: taken }),
      line(),
    ];
    const given = importIn(service.stack.adminOrigin, lines);

    const { code, out } = await given.run("--json");

    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 1, lines: 7, created: 2, refused: 4 });
    expect(given.report()).toEqual([
      { line: 2, errors: [{ pointer: "", detail: "must be JSON" }] },
      { line: 3, errors: [{ pointer: "/phones/0", detail: "must be a telephone number" }] },
      { line: 5, errors: [{ pointer: "/passwordHash", detail: "is of no form that is known" }] },
      { line: 6, errors: [{ pointer: "/identifier", detail: "belongs to another account" }] },
    ]);
  });

  test("import: given a kill half-way, when the same command runs again, then every account is there once", async () => {
    const identifiers = Array.from({ length: 1500 }, name);
    const lines = [...identifiers.map((identifier) => line({ identifier })), line({ passwordHash: "x" })];
    const given = importIn(service.stack.adminOrigin, lines);
    const { child, ended } = given.start();
    const linesDone = () => {
      try {
        return given.checkpoint().lines;
      } catch {
        return 0;
      }
    };
    while (linesDone() < 200) await new Promise((ok) => setTimeout(ok, 20));
    child.kill("SIGKILL");
    await ended;
    const half = given.checkpoint().lines;
    expect(half).toBeLessThan(1501);

    const { code, out } = await given.run("--json");

    expect(code).toBe(1);
    const { lines: all, created, refused } = JSON.parse(out);
    expect({ all, created, refused }).toEqual({ all: 1501, created: 1500, refused: 1 });
    expect(given.report()).toHaveLength(1);
    for (const identifier of [identifiers[0], identifiers[half], identifiers.at(-1)])
      expect(await stored(identifier ?? "")).toBeDefined();
    // Once more: nothing is left to do.
    expect(JSON.parse((await given.run("--json")).out)).toMatchObject({ lines: 1501, created });
  });

  test("import: given answers that are lost, when accounts are asked for again, then they count as made, as they are", async () => {
    const identifiers = Array.from({ length: 20 }, name);
    const lines = identifiers.map((identifier) => line({ identifier }));
    const given = importIn(service.stack.adminOrigin, lines);
    // The first accounts of the call are made, but none of the function's three tries hears of it.
    service.stack.setFault({ service: "dynamodb", fault: "timeoutAfterCommit", times: 3 * 8 });
    const { code, out } = await given.run("--json");
    service.stack.clearFaults();
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, lines: 20, created: 20, refused: 0 });
    const answered = service.stack.logs().filter((line) => line.includes('"operation":"importAccounts"'));
    const [lost, again] = answered.slice(-2).map((line) => JSON.parse(line).status);
    // On a busy machine its own time is over before the last try is.
    expect([500, 503]).toContain(lost);
    expect(again).toBe(200);
    for (const identifier of identifiers) expect(await stored(identifier)).toBeDefined();
  });

  test("import: given two lines of one identifier, when they are imported, then one is made and the other is refused", async () => {
    const identifier = name();
    const twice = [line({ identifier }), line({ identifier, emails: ["other@example.jp"] })];
    const given = importIn(service.stack.adminOrigin, twice);
    const { code, out } = await given.run("--json");
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 1, lines: 2, created: 1, refused: 1 });
    expect(given.report()).toEqual([
      { line: expect.any(Number), errors: [{ pointer: "/identifier", detail: "belongs to another account" }] },
    ]);
  });

  test("import: given another input than the checkpoint's, when it goes on, then it is refused and nothing is made", async () => {
    const given = importIn(service.stack.adminOrigin, [line(), line()]);
    await given.run();
    const identifier = name();
    given.replace([line(), line(), line({ identifier })]);
    const { code, error } = await given.run();
    expect({ code, error }).toMatchObject({
      code: 1,
      error: expect.stringContaining("not the one that the checkpoint"),
    });
    expect(await stored(identifier)).toBeUndefined();
  });
});
