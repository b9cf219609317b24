import { Agent, request as send } from "node:http";
import type { Incoming, Outgoing } from "../http.ts";
import type { Service } from "./wire.ts";

/**
 * Hands requests on to the emulator. It stands between, always, so that faults can be set for DynamoDB as for the
 * other services: measured, it adds about half a millisecond to a call.
 */
export function createDynamodb(endpoint: string): Service & { readonly close: () => void } {
  const agent = new Agent({ keepAlive: true });
  return {
    answer: (request) => forward(endpoint, agent, request),
    refuse: ({ code, message, status }) => ({
      status,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }),
    }),
    close: () => agent.destroy(),
  };
}

/** What belongs to one connection and not to the message. */
const ownHeaders = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);

const forward = (endpoint: string, agent: Agent, { method, headers, body = Buffer.alloc(0) }: Incoming) =>
  new Promise<Outgoing>((resolve, reject) => {
    const kept = Object.entries(headers).filter(([name]) => !ownHeaders.has(name));
    const options = { agent, method, headers: { ...Object.fromEntries(kept), "content-length": body.length } };
    const upstream = send(endpoint, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const answered = Object.entries(response.headers).flatMap(([name, value]) =>
          value === undefined || ownHeaders.has(name) ? [] : [[name, value]],
        );
        resolve({
          status: response.statusCode ?? 502,
          headers: Object.fromEntries(answered),
          body: Buffer.concat(chunks),
        });
      });
    });
    upstream.on("error", reject);
    upstream.end(body);
  });
