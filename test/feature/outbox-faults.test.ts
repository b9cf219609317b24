import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { tableName } from "../../infra/local/environment.ts";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { Table } from "../../shared/adapters/dynamodb/table.ts";
import { type Notice, ownNotice } from "../../shared/domain/notice.ts";
import { tryNotice } from "../../shared/steps/try-notice.ts";
import { type Service, startService } from "../support/service.ts";
import { arrived, toldAt } from "../support/signed-in.ts";
import { freshEmail } from "./adding.ts";

let service: Service;
let client: DynamoDBClient;

beforeAll(async () => {
  service = await startService({ email: { from: "no-reply@login.example.jp" } });
  client = new DynamoDBClient({});
});
afterEach(async () => {
  service.stack.clearFaults();
  // Nothing is left for the next test.
  service.stack.advanceClock(60 * 60);
  await service.stack.sweepNotices();
  service.stack.resetClock();
});
afterAll(async () => {
  client.destroy();
  await service.stack.close();
});

const words = "ログインがありました";
const minutes = (count: number) => service.stack.advanceClock(60 * count);
const sweep = () => service.stack.sweepNotices();
const stored = ({ noticeId }: Notice) => new Table(client, tableName).get(noticeKey(noticeId));
const linesOf = (code: string, from: number) =>
  service.stack
    .logs()
    .slice(from)
    .filter((line) => line.includes(`"code":"${code}"`));

/** A try beside the stream's and the sweep's, which ends where it would settle, if it is killed there. */
const tryHere = ({ noticeId }: Notice, isKilled = false) => {
  const { outbox, ...rest } = service.dependencies;
  const settle = isKilled ? () => Promise.reject(new Error("killed")) : outbox.settle;
  return tryNotice(noticeId, { ...rest, outbox: { ...outbox, settle }, log: { write: () => {} } });
};

/** A notice to somebody with an address. */
async function written() {
  const email = freshEmail();
  const { sub } = await service.makeAccount([], [email]);
  const notice = ownNotice("sign_in", { sub, id: randomUUID(), at: Date.now(), from: {} });
  await service.dependencies.outbox.add(notice);
  return { notice, copies: () => toldAt(service, email, words).length, come: () => arrived(service, email, words) };
}

/** A notice that the stream tried in vain, once: SES does not work. */
async function tried() {
  const before = service.stack.logs().length;
  service.stack.setFault({ service: "ses", fault: "error", times: 1_000_000 });
  const made = await written();
  while ((await stored(made.notice))?.told === undefined) await setTimeout(20);
  return { ...made, before };
}

describe("notices: the stream", () => {
  test("given it hands a notice over twice, when it was told, then there is one copy", async () => {
    const { notice, copies, come } = await written();
    await come();
    while ((await stored(notice))?.settledAt === undefined) await setTimeout(20);
    expect(await tryHere(notice)).toBe("not_ours");
    expect(copies()).toBe(1);
  });

  test("given two functions try a notice at once, when it is told, then there is one copy", async () => {
    const { notice, copies } = await tried();
    service.stack.clearFaults();
    minutes(2);
    const both = await Promise.all([1, 2].map(() => tryHere(notice)));
    expect(both.sort()).toEqual(["not_ours", "settled"]);
    expect(copies()).toBe(1);
  });

  test("given a notice that cannot be told, when another comes behind it, then that one is told at once", async () => {
    service.stack.setFault({ service: "ses", fault: "error", times: 2 });
    const first = await written();
    while ((await stored(first.notice))?.told === undefined) await setTimeout(20);
    const second = await written();
    await second.come();
    expect([first.copies(), second.copies()]).toEqual([0, 1]);
  });
});

describe("notices: SES is down for an hour", () => {
  test("given it comes back, when notices are swept, then the owner is told, once", async () => {
    const { copies, notice, before } = await tried();
    for (let passed = 0; passed < 60; passed += 5) {
      minutes(5);
      await sweep();
    }
    expect([copies(), (await stored(notice))?.settledAt]).toEqual([0, undefined]);
    // Tried now and then, not at each sweep.
    expect(linesOf("notice_not_sent", before).length).toBeLessThan(8);
    service.stack.clearFaults();
    minutes(60);
    await sweep();
    expect([copies(), (await stored(notice))?.settledAt]).toEqual([1, expect.any(Number)]);
    minutes(60);
    await sweep();
    expect(copies()).toBe(1);
  });
});

describe("notices: the function is killed", () => {
  test("given it had not sent it yet, when notices are swept, then it is told", async () => {
    const { notice, copies } = await tried();
    service.stack.clearFaults();
    minutes(2);
    await service.dependencies.outbox.take(notice.noticeId, Date.now());
    minutes(2);
    await sweep();
    expect([copies(), (await stored(notice))?.settledAt]).toEqual([1, expect.any(Number)]);
  });

  test("given it had sent it and not marked it, when notices are swept, then there are two copies at most, and it is settled", async () => {
    const { notice, copies } = await tried();
    service.stack.clearFaults();
    minutes(2);
    await expect(tryHere(notice, true)).rejects.toThrow("killed");
    expect(copies()).toBe(1);
    // As long as it may still be at work, nobody else tells it.
    await sweep();
    expect(copies()).toBe(1);
    minutes(2);
    await sweep();
    expect([copies(), (await stored(notice))?.settledAt]).toEqual([2, expect.any(Number)]);
    minutes(60);
    await sweep();
    expect(copies()).toBe(2);
  });
});

describe("notices: every try fails", () => {
  test("given seven days of it, when they are swept, then it is kept, tried and told of, and never lost", async () => {
    const { notice, copies, before } = await tried();
    const ages: number[] = [];
    for (let passed = 0; passed < 7 * 24; passed += 12) {
      minutes(12 * 60);
      await sweep();
      ages.push(Number(/"oldestSeconds":(\d+)/.exec(linesOf("notices_unsettled", before).at(-1) ?? "")?.[1]));
    }
    expect(ages.every((age, place) => age >= (place + 1) * 12 * 3600)).toBe(true);
    expect(linesOf("notice_not_sent", before).length).toBeGreaterThanOrEqual(14);
    expect(linesOf("notice_given_up", before)).toHaveLength(1);
    const item = await stored(notice);
    expect([copies(), item?.settledAt, item?.givenUpAt]).toEqual([0, undefined, expect.any(Number)]);
  });

  test("given it was given up, when the operator puts it back as the runbook says, then it is told", async () => {
    const { notice, copies } = await tried();
    await service.dependencies.outbox.giveUp(notice.noticeId, Date.now());
    service.stack.clearFaults();
    await new Table(client, tableName).update({
      key: noticeKey(notice.noticeId),
      update: "SET unsettled = :shard, unsettledSince = #at, dueAt = :now",
      condition: "attribute_exists(givenUpAt)",
      names: { "#at": "at" },
      values: { ":shard": "00", ":now": 0 },
    });
    await sweep();
    expect([copies(), (await stored(notice))?.settledAt]).toEqual([1, expect.any(Number)]);
  });
});
