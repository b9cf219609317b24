import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "./errors.ts";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  /** As sent, still percent-encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names in lower case; what came more than once, joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined` when it was longer than the server takes. */
  readonly body: Buffer | undefined;
  /** Where the request came from: the socket's other end. */
  readonly address: string;
}

export interface Outgoing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** What answers a request; `silence` closes the connection without an answer. */
export type Answer = (request: Incoming) => Promise<Outgoing | "silence">;

export interface LocalServer {
  readonly port: number;
  /** Lets requests in; those that came before have waited. */
  readonly open: (answer: Answer) => void;
  readonly close: () => Promise<void>;
}

/**
 * Listens on the loopback interface. Requests wait until `open` says who answers them.
 *
 * @param port 0 for any that is free.
 * @param maxBodyBytes longer bodies are thrown away.
 * @throws StartError when the port is taken.
 */
export async function listen(port: number, maxBodyBytes: number): Promise<LocalServer> {
  const opening = Promise.withResolvers<Answer>();
  const server = createServer((request, response) => {
    opening.promise
      .then(async (answer) => answer(await read(request, maxBodyBytes)))
      .then((outgoing) => write(response, outgoing))
      .catch((error: unknown) => {
        // A client that went away is no fault; anything else must be seen.
        if (!request.destroyed) process.stderr.write(`${String(error)}\n`);
        response.destroy();
      });
  });
  return {
    port: await bind(server, port),
    open: opening.resolve,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const bind = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new StartError(`Port ${port} is in use. Choose another: PORT=4000 npm start`) : error);
    });
    server.listen(port, "127.0.0.1", () => resolve(portOf(server.address())));
  });

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

async function read(request: IncomingMessage, maxBodyBytes: number): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and dropped: a client that is still sending would not see the answer otherwise.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  const [path = "/", ...query] = (request.url ?? "/").split("?");
  return {
    method: request.method ?? "GET",
    path,
    query: query.join("?"),
    headers: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(",")]),
    ),
    body: size <= maxBodyBytes ? Buffer.concat(chunks) : undefined,
    address: (request.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
  };
}

function write(response: ServerResponse, outgoing: Outgoing | "silence"): void {
  if (outgoing === "silence") {
    response.destroy();
    return;
  }
  response.statusCode = outgoing.status;
  for (const [name, value] of Object.entries(outgoing.headers ?? {})) response.setHeader(name, value);
  // By the clock that was moved: an SDK client that sees another time than its own takes every refusal for a matter
  // of clocks, and asks again.
  response.setHeader("date", new Date().toUTCString());
  response.end(outgoing.body);
}
