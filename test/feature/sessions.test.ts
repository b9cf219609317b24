import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { subjectKey } from "../../shared/adapters/dynamodb/keys.ts";
import { hours, minutes, seconds, toSeconds } from "../../shared/domain/duration.ts";
import { completeLogin, freshAddress, heldOf, outcome } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { cookieOf, raw, type SignedIn, signIn, signInNew, stepUp, wordy } from "../support/signed-in.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const read = ({ client, sessionToken }: SignedIn) => outcome(client.getSettings({ sessionToken }));

describe("the session's cookie", () => {
  test("given a browser, when its login is issued, then a cookie of this host alone comes, and no token in the body", async () => {
    const { header, answer } = await cookieOf(service);
    expect(header).toMatch(/^__Host-nidan-session=[\w-]{64}; Path=\/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax$/);
    expect(answer).not.toHaveProperty("sessionToken");
  });

  test("given the cookie among others, when settings are read, then it opens them", async () => {
    const { cookie } = await cookieOf(service);
    const answer = await raw(service, "getSettings", {
      headers: { cookie: `a=b; __Host-nidan-session=${cookie}; c=d` },
    });
    expect(answer.status).toBe(200);
  });

  test.each([
    ["bearer", { cookie: "", hasToken: true }],
    ["none", { cookie: "", hasToken: false }],
  ] as const)("given a caller that wants %s, when its login is issued, then no cookie comes", async (session, expected) => {
    const { cookie, answer } = await cookieOf(service, { session });
    expect({ cookie, hasToken: answer.sessionToken !== undefined }).toEqual(expected);
  });
});

describe("a session's end", () => {
  test.each([
    [hours(1) - seconds(5), "done"],
    [hours(1) + seconds(1), "unauthenticated"],
  ])("given a session, when nobody came for %i ms, then it is %s", async (idle, expected) => {
    const me = await signInNew(service);
    service.stack.advanceClock(toSeconds(idle));
    expect(await read(me)).toBe(expected);
  });

  test("given a session, when it is used again and again, then its idle time begins anew each time", async () => {
    const me = await signInNew(service);
    service.stack.advanceClock(toSeconds(minutes(50)));
    await read(me);
    service.stack.advanceClock(toSeconds(minutes(50)));
    expect(await read(me)).toBe("done");
  });

  test.each([
    [seconds(-10), "done"],
    [seconds(1), "unauthenticated"],
  ])("given a session that is used all day, when 24 h and %i ms have gone, then it is %s", async (beyond, expected) => {
    const me = await signInNew(service);
    for (let count = 0; count < 30; count += 1) {
      service.stack.advanceClock(toSeconds(minutes(45)));
      await read(me);
    }
    service.stack.advanceClock(toSeconds(hours(24) - 30 * minutes(45) + beyond - minutes(45)));
    await read(me);
    service.stack.advanceClock(toSeconds(minutes(45)));
    expect(await read(me)).toBe(expected);
  });

  test("given a session, when the subject's epoch moves, as with a new password, then it is over", async () => {
    const me = await signInNew(service);
    const table = new DynamoDBClient({ endpoint: service.stack.dynamodbEndpoint });
    await table.send(
      new UpdateItemCommand({
        TableName: service.dependencies.config.resources.tableName,
        Key: marshall(subjectKey(me.person.sub)),
        UpdateExpression: "SET epoch = epoch + :one",
        ExpressionAttributeValues: marshall({ ":one": 1 }),
      }),
    );
    table.destroy();
    expect(await read(me)).toBe("unauthenticated");
  });

  test("given two sessions of one person, when one signs out, then that one alone is over", async () => {
    const person = await service.makeAccount();
    const [mine, other] = [await signIn(service, person), await signIn(service, person)];
    await mine.client.endSession({ sessionToken: mine.sessionToken });
    expect([await read(mine), await read(other)]).toEqual(["unauthenticated", "done"]);
  });

  test("given a browser, when it signs out, then its cookie is taken away", async () => {
    const { cookie } = await cookieOf(service);
    const answer = await raw(service, "endSession", { cookie, origin: service.stack.origin });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-nidan-session=; .*Max-Age=0;/)]);
  });
});

describe("a session again", () => {
  test("given an issued login, when it is issued again within 60 s, then it has the same session", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    const tokens = [];
    for (let count = 0; count < 2; count += 1) {
      tokens.push((await client.issueToken({ ...held, body: { session: "bearer" } })).sessionToken);
      service.stack.advanceClock(50);
    }
    expect(tokens[1]).toBe(tokens[0]);
  });

  test("given a session that was ended, when its login is issued again within 60 s, then it does not come back", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    const issue = () => client.issueToken({ ...held, body: { session: "bearer" } });
    const { sessionToken = "" } = await issue();
    await client.endSession({ sessionToken });
    await outcome(issue());
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("unauthenticated");
  });

  test("given a step-up, when it is issued as a sign-in is, then there is no session of it", async () => {
    const me = await signInNew(service);
    const done = await stepUp(service, me, "add_authenticator");
    const issued = await me.client.issueToken({ ...heldOf(done), body: { session: "bearer" } }).catch(() => ({}));
    expect(issued).not.toHaveProperty("sessionToken");
  });

  test("given an account without a second factor, when the password signs in, then it has a session", async () => {
    const { identifier } = await service.makeAccount([]);
    const client = service.from(freshAddress());
    const held = heldOf(await client.startLogin({ body: { identifier, password } }));
    const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
    expect(await outcome(client.getSettings({ sessionToken }))).toBe("done");
  });
});
