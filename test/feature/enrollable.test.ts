import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { refusal } from "../attack/visitor.ts";
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
