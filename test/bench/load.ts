import { Agent, request } from "node:http";

/** What a number of calls came to. Times are in milliseconds. */
export interface Load {
  readonly connections: number;
  readonly count: number;
  /** How many more were answered 503. */
  readonly busy: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** The service said that it is too busy: counted, not an error of the measurement. */
class Busy extends Error {}

/**
 * Makes one call an item over so many connections, each as soon as the one before has been answered.
 *
 * @returns how long each call took, of those that were not refused for the load, and all together in seconds.
 */
export async function load<T>(
  connections: number,
  items: readonly T[],
  call: (item: T) => Promise<unknown>,
): Promise<{ readonly times: ReadonlyMap<T, number>; readonly seconds: number }> {
  const times = new Map<T, number>();
  const rest = items.values();
  const began = performance.now();
  const worker = async () => {
    for (const item of rest) {
      const from = performance.now();
      try {
        await call(item);
        times.set(item, performance.now() - from);
      } catch (error) {
        if (!(error instanceof Busy)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { times, seconds: (performance.now() - began) / 1000 };
}

/** @param seconds how long all took together. */
export function loadOf(connections: number, times: readonly number[], seconds: number, busy = 0): Load {
  return {
    connections,
    count: times.length,
    busy,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** The value below which that share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const agent = new Agent({ keepAlive: true });

/** POST of JSON over a connection that is kept. @throws Busy for 503, Error for any other answer that is no success. */
export function post(url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<string> {
  const content = JSON.stringify(body);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const sent = request(url, {
    agent,
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(content) },
  });
  sent.on("error", reject);
  sent.on("response", (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { statusCode = 0 } = response;
      if (statusCode < 300) resolve(text);
      else reject(statusCode === 503 ? new Busy() : new Error(`${url} answered ${statusCode}: ${text}`));
    });
  });
  sent.end(content);
  return promise;
}

export const closeConnections = (): void => agent.destroy();
