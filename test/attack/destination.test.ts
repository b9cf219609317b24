import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newSubject } from "../../shared/domain/account.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { activityFor } from "../support/samples.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { freshAddress, heldOf, outcome } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

const create = (phone: string) =>
  service.stack.admin("/v1/admin/accounts", { identifier: randomUUID(), password, phones: ["090-1234-5678", phone] });

test.each([
  ["a premium number", "0990-504-123"],
  ["a premium number in E.164", "+81990504123"],
  ["a shared-cost number", "0570-012-345"],
  ["a toll-free number", "0120-444-113"],
  ["a pager", "020-4123-4567"],
  ["an emergency number", "110"],
  ["a number of the United States", "+12125550123"],
  ["a premium number of the United States", "+19005550123"],
  ["a satellite telephone", "+881612345678"],
  ["an international premium number", "+979123456789"],
  ["a number of Kazakhstan, whose code is Russia's too", "+77012345678"],
])("attack 40: given %s, when an account is made with it, then it is refused by its place", async (_, phone) => {
  const answer = await create(phone);

  expect(answer.status).toBe(400);
  expect((await answer.json()).errors).toEqual([{ pointer: "/phones/1", detail: expect.any(String) }]);
});

test("attack 40: given an ordinary number, when an account is made with it, then it is taken", async () => {
  expect((await create("080-1234-5678")).status).toBe(201);
});

/** An account as it stood before its number's country was taken off the list. */
async function accountOf(phones: readonly { readonly destination: string; readonly country: string }[]) {
  const { config, directory, passwords } = service.dependencies;
  const identifier = `${randomUUID()}@example.com`;
  const sub = Buffer.from(randomUUID().replaceAll("-", ""), "hex").toString("base64url");
  const authenticators = phones.map(({ destination, country }, place) => ({
    authenticatorId: `number-${place}`,
    type: "phone" as const,
    destination,
    country,
    status: "active" as const,
    missesInARow: 0,
    createdAt: place,
  }));
  const fresh = { sub, identifier, locale: "en" as const, secondFactor: true, epoch: 0, createdAt: 0 };
  const subject = { ...fresh, ...newSubject(config.settings) };
  const passwordHash = await passwords.hash(password);
  const credential = { identifierKey: identifierKeyOf(identifier), sub, passwordHash, epoch: 0 };
  await directory.create({ subject, authenticators }, credential, activityFor(sub));
  return identifier;
}

test("attack 40: given a number whose country is listed no more, when its owner signs in, then it is not offered and nothing is sent", async () => {
  const identifier = await accountOf([
    { destination: "+12125550123", country: "US" },
    { destination: "+819012340000", country: "JP" },
  ]);
  const client = service.from(freshAddress());

  const login = await client.startLogin({ body: { identifier, password } });
  const held = heldOf(login);

  expect(login.methods.map(({ hint }) => hint)).toEqual(["090-****-0000"]);
  const [methodId = ""] = login.methods.map((method) => method.methodId.replace(/number-\d/, "number-0"));
  expect(await outcome(client.createChallenge({ ...held, body: { methodId } }))).toBe("not_found");
  expect(service.stack.messages()).toEqual([]);
});

test("attack 40: given a person with no other number, when its country is listed no more, then the login stays short of a second factor", async () => {
  const identifier = await accountOf([{ destination: "+12125550123", country: "US" }]);
  const client = service.from(freshAddress());

  const login = await client.startLogin({ body: { identifier, password } });

  expect(login).toMatchObject({ status: "pending", needs: ["second_factor"], methods: [] });
  expect(await outcome(client.issueToken(heldOf(login)))).toBe("login_closed");
});

test("attack 40: given another person's number, when it is asked for in one's own login, then nothing is sent", async () => {
  const [own, other] = [await service.makeAccount(), await service.makeAccount()];
  const client = service.from(freshAddress());
  const theirs = await client.startLogin({ body: { identifier: other.identifier, password } });
  const held = heldOf(await client.startLogin({ body: { identifier: own.identifier, password } }));

  const asked = client.createChallenge({ ...held, body: { methodId: theirs.methods[0]?.methodId ?? "" } });

  expect(await outcome(asked)).toBe("not_found");
  expect(service.stack.messages()).toEqual([]);
});
