import { setTimeout } from "node:timers/promises";
import { waitForLogin } from "../../shared/contract/wait-for-login.ts";
import { heldOf } from "../attack/visitor.ts";
import { type SpawnedStack, spawnStack } from "../feature/spawned-stack.ts";
import { password } from "../support/service.ts";
import { quantile } from "./load.ts";
import { short, times } from "./report.ts";

/**
 * `npm run bench:decisions`: how long after a decision on the phone the first device has gone on, where so many wait at
 * once; next to the pause between two reads, which is its floor.
 */
const people = 100;
const pollMs = 2000;

/** Somebody whose first device waits for the URL that was sent. */
async function prepare(stack: SpawnedStack, nth: number) {
  const identifier = `decides-${nth}`;
  const phone = `+8190${String(10_000_000 + nth * 1009)}`;
  await stack.admin("/v1/admin/accounts", { identifier, password, phones: [phone] });
  const client = stack.from(`198.18.${nth}.7`);
  const held = heldOf(await client.startLogin({ body: { identifier, password } }));
  const { methods } = await client.getLogin(held);
  const methodId = methods.find(({ type }) => type === "sms_link")?.methodId ?? "";
  const { challenge, pollInterval } = await client.createChallenge({ ...held, body: { methodId } });
  return { nth, phone, client, held, pollInterval, matchNumber: challenge?.matchNumber ?? "" };
}

type Waiting = Awaited<ReturnType<typeof prepare>>;

/** @returns milliseconds from the answer to the phone until the first device had its own. */
async function decided(stack: SpawnedStack, waiting: Waiting, token: string): Promise<number> {
  const { client, held, pollInterval, nth, matchNumber } = waiting;
  const goneOn = waitForLogin(client.getLogin, held.params.loginId, { token: held.loginToken, pollInterval }).then(
    ({ status }) => ({ status, at: performance.now() }),
  );
  await setTimeout(3000 + Math.random() * 4000);
  const approval = { token, decision: "approve", acknowledged: true, matchNumber } as const;
  await stack.from(`198.19.${nth}.7`).redeemLink({ body: approval });
  const at = performance.now();
  const { status, at: end } = await goneOn;
  if (status !== "complete") throw new Error(`the first device was told ${status}`);
  return Math.max(0, end - at);
}

const stack = await spawnStack({ links: { sms: "approve" }, sends: { perPrefixTenMinutes: 1000 } });
try {
  const waiting: Waiting[] = [];
  for (let nth = 0; nth < people; nth += 1) waiting.push(await prepare(stack, nth));
  const tokens = new Map((await stack.messages()).map(({ to, text }) => [to, /\/v#([\w-]+)/.exec(text)?.[1] ?? ""]));
  const taken = await Promise.all(waiting.map((one) => decided(stack, one, tokens.get(one.phone) ?? "")));
  const p95 = quantile(taken, 0.95);
  const row = [0.5, 0.95, 1].map(
    (share) => `${share === 1 ? "at most" : `p${share * 100}`} ${short(quantile(taken, share))} ms`,
  );
  process.stdout.write(`${people} wait: ${row.join(", ")}; p95 is ${times(p95, pollMs)} the pause between two reads\n`);
} finally {
  await stack.stop();
}
