import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { eventBusName } from "../../infra/local/environment.ts";
import { type ActivityKind, activityKinds } from "../../shared/contract/activity.ts";
import { ServiceEvent } from "../../shared/contract/service-event.ts";
import type { Activity } from "../../shared/domain/activity.ts";
import { eventOf } from "../../shared/domain/service-event.ts";
import { returnUrl } from "../support/delegated.ts";
import { reason } from "../support/operator.ts";
import { type Service, startService } from "../support/service.ts";
import { signInNew, wordy } from "../support/signed-in.ts";
import { type Walk, walks } from "./audit-walks.ts";
import { leaksIn, SecretBook } from "./secrets.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...wordy,
    clients: [{ clientId: "shop", returnUrls: [returnUrl] }],
    email: { from: "no-reply@login.example.jp" },
    links: { sms: "approve" },
    attempts: { perSubjectHour: 5, inARow: 10 },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const steps: (Walk & { readonly name: string })[] = Object.entries(walks).flatMap(([name, walked]) =>
  typeof walked === "string" ? [] : walked.map((walk) => ({ ...walk, name })),
);

const trailOf = async (sub: string): Promise<readonly Activity[]> =>
  (await service.dependencies.activities.list(sub, { since: 0, limit: 1000 })).activities;

/** All trails that were looked at, without the times, whose digits may be a code's by chance. */
let kept = "";

/** Whose trails they are. */
const walked = new Set<string>();

/** What a step leaves in the trail of whom it is about. */
async function left({ prepare }: Walk): Promise<readonly Activity[]> {
  const me = await signInNew(service);
  const run = await prepare(service, me);
  const before = new Map((await trailOf(me.person.sub)).map((one) => [one.activityId, one]));
  const done = await run();
  const isNew = typeof done === "object" && done !== null && "sub" in done && typeof done.sub === "string";
  const whose = isNew ? String(done.sub) : me.person.sub;
  walked.add(whose);
  const trail = await trailOf(whose);
  kept += JSON.stringify(trail.map(({ at: _, expiresAt: __, ...rest }) => rest));
  return trail.filter((one) => JSON.stringify(before.get(one.activityId)) !== JSON.stringify(one));
}

/** Numbers, addresses and codes of everything that was sent. */
function secretsSent(): SecretBook {
  const book = new SecretBook();
  for (const { to, text } of service.stack.messages()) {
    if (to.startsWith("+")) book.notePhone(to);
    else book.note("address", to);
    for (const [code] of text.matchAll(/\b\d{6,8}\b/g)) book.note("code", code);
  }
  book.notePhone("+819012345678");
  return book;
}

describe("the audit trail", () => {
  test.each(
    steps,
  )("audit: given $name, when it is done, then $leaves is kept of it, and nothing else", async (walk) => {
    const kinds = (await left(walk)).map(({ kind }) => kind);
    expect([...kinds].sort()).toEqual([...walk.leaves].sort());
  });

  /** Left by what no operation of the API does. */
  const elsewhere: ReadonlySet<ActivityKind> = new Set([
    "method_unreachable",
    "reset_asked",
    "code_accepted",
    "sign_in_refused",
    "risk_asked",
    "second_step_exempted",
  ]);

  test("audit: given every kind, when the contract has been walked, then each was seen", () => {
    const seen = new Set(steps.flatMap(({ leaves }) => leaves));
    expect(activityKinds.filter((kind) => !seen.has(kind) && !elsewhere.has(kind))).toEqual([]);
  });

  test("audit: given all that was kept, when it is searched, then no number, address or code is in it, and a masked one is", () => {
    expect(leaksIn(kept, secretsSent().secrets)).toEqual([]);
    expect(kept).toMatch(/"hint":"090-\*{4}-\d{4}"/);
    expect(kept).toMatch(/"hint":"p\*{3}@example\.jp"/);
  });

  test("audit: given all that was kept, when the bus is read, then every item has its event, as the contract has it, and none has a secret", async () => {
    const trails = await Promise.all([...walked].map(trailOf));
    const wanted = new Set(trails.flat().map((one) => eventOf(one).eventId));
    const told = () =>
      service.stack.events().flatMap(({ EventBusName, Detail }) => (EventBusName === eventBusName ? [Detail] : []));
    const missing = () =>
      wanted.difference(new Set(told().map((detail) => ServiceEvent.parse(JSON.parse(detail)).eventId)));
    for (let tries = 0; tries < 200 && missing().size > 0; tries += 1) await new Promise((ok) => setTimeout(ok, 50));
    expect([wanted.size > 100, missing().size]).toEqual([true, 0]);
    for (const detail of told()) expect(ServiceEvent.parse(JSON.parse(detail))).toEqual(JSON.parse(detail));
    const timeless = told().map((detail) => JSON.stringify({ ...JSON.parse(detail), time: "", eventId: "" }));
    expect(leaksIn(timeless.join(""), secretsSent().secrets)).toEqual([]);
  });

  test("audit: given an operator who locks an account, when the trail is read, then who and why is in it", async () => {
    const lock = walks.lockAccount[0];
    expect(await left(lock)).toMatchObject([{ by: "operator", principal: expect.stringMatching(/^arn:aws:/), reason }]);
  });

  test("audit: given a login before its password, when it is cancelled, then nothing of a stranger's is kept", async () => {
    const me = await signInNew(service);
    const { client, person } = me;
    const before = await trailOf(person.sub);
    const login = await client.startLogin({ body: { identifier: person.identifier } });
    await client.cancelLogin({ params: { loginId: login.loginId }, loginToken: login.loginToken ?? "" });
    expect(await trailOf(person.sub)).toEqual(before);
  });
});
