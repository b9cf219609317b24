import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { refusal } from "../attack/visitor.ts";
import { atSecondStep, grant } from "../support/recovering.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { freshEmail, readyToAdd } from "./adding.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ methods: { enrollable: ["email"] }, email: { from: "no-reply@login.example.jp" } });
});
afterAll(() => service.stack.close());

test("given a service that takes addresses alone, when something else is added, then it is refused and nothing is there", async () => {
  const { add, list } = await readyToAdd(service);
  const before = await list();
  for (const body of [{ type: "phone", destination: freshPhone() }, { type: "totp" }, { type: "app" }] as const) {
    expect(await refusal(add(body))).toMatchObject({
      code: "forbidden",
      detail: "the service lets nobody add this; it takes email",
    });
  }
  expect(await list()).toEqual(before);
  expect(await add({ type: "email", destination: freshEmail() })).toMatchObject({ type: "email", status: "pending" });
});

test("given a recovery of an account at that service, when something else is set up anew, then it is refused, and an address is not", async () => {
  const person = await service.makeAccount();
  await grant(service, person);
  const { client, held } = await atSecondStep(service, person);
  for (const body of [{ type: "phone", destination: freshPhone() }, { type: "totp" }] as const) {
    expect((await refusal(client.enrolAuthenticator({ ...held, body }))).code).toBe("forbidden");
  }
  const enrolled = client.enrolAuthenticator({ ...held, body: { type: "email", destination: freshEmail() } });
  expect(await enrolled).toMatchObject({ type: "email", status: "pending" });
});
