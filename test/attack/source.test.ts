import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { originSecretHeader } from "../../shared/http/source.ts";
import { type Service, startService } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { freshAddress, outcome, tally } from "./visitor.ts";

let service: Service;
const limit = 10;

beforeAll(async () => {
  service = await startService({ sources: { startsPerMinute: limit } });
});
afterAll(() => service.stack.close());

/** Begins a login of nobody's with these headers. @returns the status. */
const start = async (headers: Record<string, string>) => {
  const answer = await fetch(`${service.stack.origin}/v1/logins`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ identifier: "nobody@example.jp" }),
  });
  return answer.status;
};

/** The networks that starts were counted for. */
const networks = async () =>
  Object.keys(await countersOf(service, "source_starts")).map((key) => key.replace("THROTTLE#source_starts#", ""));

/** One more start than a source may make, each with other headers. @returns the last status. */
async function exhaust(headersOf: (count: number) => Record<string, string>) {
  for (let count = 0; count < limit; count += 1) expect(await start(headersOf(count))).toBe(201);
  return start(headersOf(limit));
}

describe("attack 44: forged addresses", () => {
  test("attack 44: given another X-Forwarded-For each time, when logins begin, then the viewer's own address counts", async () => {
    const edge = service.edgeHeaders(freshAddress());

    expect(
      await exhaust((count) => ({ ...edge, "x-forwarded-for": `203.0.${count}.1`, forwarded: `for=9.9.${count}.9` })),
    ).toBe(429);
  });

  test("attack 44: given forged viewer addresses without the secret, when logins begin, then the connection's own counts", async () => {
    const secrets = ["", "x", "A".repeat(43), "undefined"];
    const forged = (count: number) => ({
      "cloudfront-viewer-address": `203.1.${count}.1:443`,
      ...(count % 2 === 0 ? {} : { [originSecretHeader]: secrets[count % secrets.length] ?? "" }),
    });

    expect(await exhaust(forged)).toBe(429);
    expect(await networks()).toContain("127.0.0.0/24");
    expect((await networks()).filter((network) => network.startsWith("203."))).toEqual([]);
  });

  test("attack 44: given the secret twice, when a login begins, then the forged address is not believed", async () => {
    const { [originSecretHeader]: secret = "" } = service.edgeHeaders(freshAddress());

    const headers = { [originSecretHeader]: `${secret}, x`, "cloudfront-viewer-address": "203.2.0.1:443" };

    await start(headers);
    expect(await networks()).not.toContain("203.2.0.0/24");
  });
});

describe("attack 44: many addresses of one network", () => {
  test.each([
    [200, "an IPv6 /64", (count: number) => `2001:db8:0:7:${(count * 257).toString(16)}::1`, "2001:db8:0:7::/64"],
    [50, "an IPv4 /24", (count: number) => `203.0.113.${count}`, "203.0.113.0/24"],
    [50, "an IPv4 /24 written as IPv6", (count: number) => `::ffff:192.0.2.${count}`, "192.0.2.0/24"],
  ])("attack 44: given %i addresses of %s, when all begin logins at once, then one counter counts them", async (length, _, address, network) => {
    const before = await networks();

    const starts = Array.from({ length }, (__, count) =>
      outcome(service.from(address(count)).startLogin({ body: { identifier: "nobody@example.jp" } })),
    );
    const { done = 0, ...others } = tally(await Promise.all(starts));

    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(limit);
    expect(others).not.toHaveProperty("internal");
    expect((await networks()).filter((one) => !before.includes(one))).toEqual([network]);
  });

  test("attack 44: given the next /64, when a login begins there, then it is another source", async () => {
    const next = service.from("2001:db8:0:8::1").startLogin({ body: { identifier: "nobody@example.jp" } });

    expect(await outcome(next)).toBe("done");
  });
});
