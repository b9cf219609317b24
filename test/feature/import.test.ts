import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { freshAddress, outcome } from "../attack/visitor.ts";
import { ask } from "../support/operator.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { b64, hashes, salt } from "./foreign-hashes.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

const name = () => `import-${randomUUID()}@example.jp`;
const start = (identifier: string, given = password) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password: given } }));
const stored = async (identifier: string) =>
  (await service.dependencies.directory.findCredential(identifierKeyOf(canonicalIdentifier(identifier))))?.passwordHash;
const send = async (accounts: readonly object[], importId: unknown = randomUUID()) =>
  JSON.parse(JSON.stringify((await ask(service, "/imports", { importId, accounts })).body));

describe("imported passwords", () => {
  test.each(
    Object.entries(hashes),
  )("import: given a hash of %s, when its owner signs in, then by the old password, and the hash is ours from then on", async (_, passwordHash) => {
    const identifier = name();
    expect((await send([{ identifier, passwordHash }])).results).toMatchObject([{ outcome: "created" }]);

    expect(await stored(identifier)).toMatch(/^\$imported\$[\w-]+\$[\w-]+$/);
    expect(await start(identifier, "wrong-password")).toBe("credentials_invalid");
    expect(await stored(identifier)).toMatch(/^\$imported\$/);
    expect(await start(identifier)).toBe("done");

    expect(await stored(identifier)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1,keyid=/);
    expect([await start(identifier), await start(identifier, "wrong-password")]).toEqual([
      "done",
      "credentials_invalid",
    ]);
  });

  test("import: given the table alone, when it is read, then no imported hash can be guessed at", async () => {
    const identifier = name();
    await send([{ identifier, passwordHash: hashes["bcrypt 2b"] }]);
    expect(await stored(identifier)).not.toContain(hashes["bcrypt 2b"].slice(7));
  });

  test.each([
    ["of no known form", "5f4dcc3b5aa765d61d8327deb882cf99"],
    ["empty", ""],
    ["that costs too much: argon2", hashes.argon2id.replace("m=1024", "m=999999")],
    ["that costs too much: bcrypt", hashes["bcrypt 2b"].replace("$04$", "$14$")],
    ["that costs too much: pbkdf2", hashes["pbkdf2 PHC"].replace("i=1000", "i=2000001")],
    ["that costs too much: scrypt", hashes.scrypt.replace("ln=10", "ln=22")],
    ["with a short tag", `$pbkdf2-sha256$i=1000$${b64(salt)}$${b64(Buffer.alloc(8))}`],
    ["of no passes", hashes.argon2id.replace("t=1", "t=0")],
    ["of our own making", "$imported$AAAA$AAAA"],
  ])("import: given a hash %s, when it is imported, then the account is not made", async (_, passwordHash) => {
    const identifier = name();
    const answer = await ask(service, "/imports", { importId: randomUUID(), accounts: [{ identifier, passwordHash }] });
    expect(JSON.stringify(answer.body)).toMatch(/"pointer":"(\/accounts\/0)?\/passwordHash"/);
    expect(await stored(identifier)).toBeUndefined();
  });
});

describe("the call of an import", () => {
  test("import: given good and bad accounts, when they come together, then each is answered in its place", async () => {
    const taken = (await service.makeAccount()).identifier;
    const { results } = await send([
      { identifier: name(), password, phones: ["090-1234-5678"] },
      { identifier: name(), password, phones: ["hello", "0990-504-123"] },
      { identifier: taken, password },
      { identifier: name() },
      { identifier: name(), password, emails: ["taro@example.jp"] },
    ]);
    expect(results).toMatchObject([
      { outcome: "created", sub: expect.any(String) },
      { outcome: "refused", errors: [{ pointer: "/phones/0" }, { pointer: "/phones/1" }] },
      { outcome: "refused", errors: [{ pointer: "/identifier", detail: "belongs to another account" }] },
      { outcome: "refused", errors: [{ pointer: "/password", detail: "is needed" }] },
      { outcome: "created" },
    ]);
  });

  test("import: given the same call again, when it comes, then it is known; in another import it is somebody else's", async () => {
    const accounts = [{ identifier: name(), password }];
    const importId = randomUUID();
    const [first, again] = [await send(accounts, importId), await send(accounts, importId)];
    expect([first.results[0].outcome, again.results[0]]).toEqual([
      "created",
      { ...first.results[0], outcome: "repeated" },
    ]);
    expect((await send(accounts)).results[0].outcome).toBe("refused");
  });

  test.each([
    ["no import", { importId: undefined }, "/importId"],
    ["a short id", { importId: "short" }, "/importId"],
    ["no accounts", { accounts: [] }, "/accounts"],
    ["26 accounts", { accounts: Array.from({ length: 26 }, () => ({ identifier: "x", password })) }, "/accounts"],
    ["both", { accounts: [{ identifier: "x", password, passwordHash: "y" }] }, "/accounts/0/password"],
    ["a short password", { accounts: [{ identifier: "x", password: "short" }] }, "/accounts/0/password"],
    ["a bad address", { accounts: [{ identifier: "x", password, emails: ["a@b"] }] }, "/accounts/0/emails/0"],
    ["no line's number", { accounts: [{ identifier: "x", password, line: 0 }] }, "/accounts/0/line"],
    ["an unknown language", { accounts: [{ identifier: "x", password, locale: "fr" }] }, "/accounts/0/locale"],
  ])("import: given %s, when it is called, then the field is named", async (_, given, pointer) => {
    const body = { importId: randomUUID(), accounts: [{ identifier: name(), password }], ...given };
    expect(await ask(service, "/imports", body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});
