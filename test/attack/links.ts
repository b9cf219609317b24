import type { Client } from "../../shared/contract/client.ts";
import { createClient } from "../../shared/contract/client.ts";
import type { Challenge } from "../../web/state/held-login.ts";
import { newestUrlIn, tokenOf } from "../support/newest.ts";
import { password, type Service, type TestAccount } from "../support/service.ts";
import { freshAddress, type Held, heldOf } from "./visitor.ts";

/** A login that waits for its one-time URL to be opened. */
export interface AskedLink {
  /** Of the device that began. */
  readonly client: Client;
  readonly held: Held;
  readonly challenge: Challenge;
  /** Of the URL that came last. */
  readonly token: string;
  /** Sends another. @returns its token. */
  ask(): Promise<string>;
}

type Account = TestAccount & { readonly emails?: readonly string[] };

/** The URL that the person was sent last, past notices that have come since, and its token. */
export function newestLink({ stack }: Service, { phones, emails = [] }: Account): { url: string; token: string } {
  const sent = stack.messages().filter(({ to }) => [...phones, ...emails].includes(to));
  const url = newestUrlIn(sent);
  if (url === undefined) throw new Error("no URL was sent to this person");
  return { url, token: tokenOf(url) };
}

/** Begins with the right password, and has a URL sent. */
export async function askLink(
  service: Service,
  person: Account,
  { type = "sms_link", client = service.from(freshAddress()) }: { type?: string; client?: Client } = {},
): Promise<AskedLink> {
  const login = await client.startLogin({ body: { identifier: person.identifier, password } });
  const held = heldOf(login);
  const methodId = login.methods.find((method) => method.type === type)?.methodId ?? "";
  const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
  if (challenge === undefined) throw new Error("nothing was asked");
  return {
    client,
    held,
    challenge,
    token: newestLink(service, person).token,
    ask: async () => {
      await client.createChallenge({ ...held, body: { methodId } });
      return newestLink(service, person).token;
    },
  };
}

/** A browser on a page of ours: it keeps cookies, and says where its calls come from. */
export function browserAt({ stack, edgeHeaders }: Service, address = freshAddress()) {
  const cookies = new Map<string, string>();
  const client = createClient(stack.origin, async (url, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(edgeHeaders(address))) headers.set(name, value);
    if (cookies.size > 0) headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    // Browsers name the origin of everything but a plain read.
    if (init?.method !== "GET") headers.set("origin", stack.origin);
    const answer = await fetch(url, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";", 1);
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  });
  return { client, cookies };
}
