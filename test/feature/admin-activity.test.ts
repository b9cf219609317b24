import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCommand } from "../../infra/cli/run.ts";
import { AdminActivityPage } from "../../shared/contract/schemas.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { ask, reason } from "../support/operator.ts";
import { roomy, type Service, startService } from "../support/service.ts";
import { signInNew } from "../support/signed-in.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

const trailOf = async (sub: string, before?: string) => {
  const query = before === undefined ? "" : `?before=${before}`;
  return AdminActivityPage.parse((await ask(service, `/activity/${sub}${query}`)).body);
};

/** So many more events, a second apart. */
async function fill(sub: string, count: number) {
  const { activities, clock, config } = service.dependencies;
  for (let nth = 0; nth < count; nth += 1) {
    const occasion = { sub, id: String(nth), at: clock.now() + nth * 1000 };
    await activities.add(activityOf("sign_in_refused", occasion, { by: "service", reason: `${nth}` }, config.settings));
  }
}

describe("the audit trail, as the operator reads it", () => {
  test("admin: given a person and an operator did something, when the trail is read, then newest first, with who and why", async () => {
    const { person } = await signInNew(service);
    await ask(service, `/accounts/${person.sub}/lock`, { reason });
    const { activities, next } = await trailOf(person.sub);
    expect(activities[0]).toMatchObject({
      kind: "account_locked",
      by: "operator",
      reason,
      principal: expect.stringMatching(/^arn:/),
    });
    expect(activities.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["signed_in", "account_made"]));
    expect(next).toBeUndefined();
    expect(JSON.stringify(activities)).not.toContain(person.phones[0]?.slice(3, 9));
  });

  test("admin: given more than one page, when each is read, then all come, once", async () => {
    const { sub } = await service.makeAccount();
    await fill(sub, 250);
    const first = await trailOf(sub);
    const second = await trailOf(sub, first.next);
    const third = await trailOf(sub, second.next);
    const pages = [first, second, third].map(({ activities }) => activities.length);
    expect([pages, third.next]).toEqual([[100, 100, 51], undefined]);
    const reasons = [first, second, third].flatMap(({ activities }) => activities.flatMap((one) => one.reason ?? []));
    expect(new Set(reasons).size).toBe(250);
  });

  test.each([
    "AAAAAAAAAAAAAAAAAAAAAA",
    "x",
  ])("admin: given %s, which is no account, when its trail is read, then 404", async (sub) => {
    expect(await ask(service, `/activity/${sub}`)).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("admin: given a page that no answer named, when it is asked for, then it is refused by its place", async () => {
    const { sub } = await service.makeAccount();
    const { status, body } = await ask(service, `/activity/${sub}?before=%20`);
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, [expect.stringContaining("before")]]);
  });

  test("cli: given a trail of more than one page, when it is listed, then a line an event, and JSON where it is asked for", async () => {
    const { identifier, sub } = await service.makeAccount();
    await fill(sub, 120);
    await ask(service, `/accounts/${sub}/lock`, { reason });
    let out = "";
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      error: () => {},
    };
    const where = ["--admin", service.stack.adminOrigin];
    expect(await runCommand(["account", "activity", identifier, ...where], terminal)).toBe(0);
    expect(out).toMatch(/ {2}operator {2}account_locked\n {4}arn:\S+: The owner asked for it by telephone\n/);
    expect(out.match(/sign_in_refused/g)).toHaveLength(120);
    out = "";
    await runCommand(["account", "activity", identifier, "--json", ...where], terminal);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(122);
  });
});
