import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { freshAddress, heldOf } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { signIn } from "../support/signed-in.ts";
import { openBrowser } from "../support/test-browser.ts";
import { exempting } from "./exempted-clients.ts";

let service: Service;
const starting = (
  clientId: string,
  { identifier }: { readonly identifier: string },
  client = service.from(freshAddress()),
) => client.startLogin({ body: { identifier, password, clientId } });

describe("appApproval 11: an exemption", () => {
  beforeAll(async () => {
    const adviser = "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser";
    service = await startService({ ...exempting, risk: { adviser } });
  });
  afterEach(() => service.stack.resetClock());
  afterAll(() => service.stack.close());

  const advise = (score: number) => service.stack.functions.set("adviser", { answer: { score }, delayMs: 0 });

  async function person() {
    advise(0);
    return service.makeAccount();
  }

  test.each([
    ["listed", "till", "complete"],
    ["listed until a day that is over", "over", "pending"],
    ["not listed", "web", "pending"],
  ])("given a client that is %s, when somebody signs in to it, then the login is there for its second factor or not", async (_, clientId, status) => {
    expect((await starting(clientId, await person())).status).toBe(status);
  });

  test("given it holds, when the result is fetched, then it is for that client, claims one factor, and opens no settings", async () => {
    const browser = openBrowser(service);
    const login = await starting("till", await person(), browser.client);
    const { token, sessionToken } = await browser.client.issueToken({ ...heldOf(login), body: { session: "bearer" } });
    expect(decodeJwt(token)).toMatchObject({ aud: "till", amr: ["pwd"], acr: "urn:nidan:acr:1" });
    expect(sessionToken).toBeUndefined();
    await browser.client.issueToken(heldOf(login));
    expect(browser.names("__Host-nidan-session")).toEqual([]);
  });

  test("given it holds, when the risk is high, then the second factor is asked", async () => {
    const somebody = await person();
    advise(60);
    expect((await starting("till", somebody)).status).toBe("pending");
  });

  test("given it was used, when the trail is read, then the operator sees by whose word, and the owner that it was", async () => {
    const somebody = await person();
    await starting("till", somebody);
    const { activities } = await service.dependencies.activities.list(somebody.sub, { since: 0, limit: 50 });
    expect(activities).toContainEqual(
      expect.objectContaining({ kind: "second_step_exempted", reason: "client: till at the counter (shop team)" }),
    );
    const { client, sessionToken } = await signIn(service, somebody);
    const own = await client.listActivity({ sessionToken });
    expect(own.activities.map(({ kind }) => kind)).toContain("second_step_exempted");
    expect(JSON.stringify(own)).not.toMatch(/counter|shop team/);
  });
});
