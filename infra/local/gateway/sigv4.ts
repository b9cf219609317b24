import { createHash, timingSafeEqual } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "../../sha256.ts";
import { realNow } from "../clock.ts";
import type { Incoming, Outgoing } from "../http.ts";
import { problem } from "../problem.ts";

/** Two callers, so that what needs two people can be tried. */
const accessKeys = ["local", "second"] as const;
type LocalCaller = (typeof accessKeys)[number];
const secretAccessKey = "local";
const service = "execute-api";
const skewMs = 5 * 60_000;

const signer = (region: string, accessKeyId: LocalCaller) =>
  new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  });

/** How a call differs from a POST where there is a body, else a GET, by the first caller. */
export interface Signing {
  readonly method?: "PATCH" | "POST";
  readonly as?: LocalCaller;
}

/** Calls the admin API with a signature. */
export async function callSigned(url: URL, content?: unknown, signing: Signing = {}): Promise<Response> {
  const { method = content === undefined ? "GET" : "POST", as = "local" } = signing;
  const body = content === undefined ? "" : JSON.stringify(content);
  const headers = { host: url.host, "content-type": "application/json" };
  const signed = await signer("ap-northeast-1", as).sign(
    { ...partsOf(method, url.pathname, url.search.slice(1)), headers, body },
    { signingDate: new Date(realNow()) },
  );
  return fetch(url, { method, headers: signed.headers, ...(body !== "" && { body }) });
}

/** The caller that a signed call names: its signature is checked before. */
export const callerOf = ({ headers }: Incoming): string => form.exec(headers.authorization ?? "")?.groups?.key ?? "";

/** Lets a call pass that is signed with a local key; everything else is `forbidden` (Signature Version 4). */
export async function requireSignature(request: Incoming): Promise<Outgoing | undefined> {
  const trouble = await troubleWith(request);
  return trouble === undefined ? undefined : problem("forbidden", trouble);
}

const form =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/,]+)\/(?<day>\d{8})\/(?<region>[^/,]+)\/(?<service>[^/,]+)\/aws4_request, ?SignedHeaders=(?<names>[^, ]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

async function troubleWith(request: Incoming): Promise<string | undefined> {
  const { headers, body = Buffer.alloc(0) } = request;
  const parts = form.exec(headers.authorization ?? "")?.groups;
  if (parts === undefined) return "The call is not signed (Signature Version 4)";
  const { key: given = "", day = "", region = "", names = "", signature = "" } = parts;
  const key = accessKeys.find((known) => known === given);
  if (key === undefined) return `The access key is none of ${accessKeys.join(", ")}`;
  if (parts.service !== service) return `The signature is not for the service "${service}"`;
  const at = timeOf(headers["x-amz-date"] ?? "");
  if (at === undefined || !headers["x-amz-date"]?.startsWith(day)) return "x-amz-date does not fit the signature";
  if (Math.abs(at - realNow()) > skewMs) return "The signature is older or newer than 5 minutes";
  const signedNames = names.split(";");
  if (!signedNames.includes("host") || !signedNames.includes("x-amz-date")) {
    return "The signature must cover host and x-amz-date";
  }
  const hash = headers["x-amz-content-sha256"];
  if (hash !== undefined && hash !== createHash("sha256").update(body).digest("hex")) {
    return "x-amz-content-sha256 is not the hash of the body";
  }
  const expected = await signer(region, key).sign(
    {
      ...partsOf(request.method, request.path, request.query),
      headers: Object.fromEntries(signedNames.map((name) => [name, headers[name] ?? ""])),
      body,
    },
    { signingDate: new Date(at), signableHeaders: new Set(signedNames) },
  );
  const own = form.exec(expected.headers.authorization ?? "")?.groups?.signature ?? "";
  // Both are 64 hexadecimal digits, by the form above.
  const isSame = own.length === 64 && timingSafeEqual(Buffer.from(own), Buffer.from(signature));
  return isSame ? undefined : `The signature does not fit the call; the secret is "${secretAccessKey}"`;
}

function partsOf(method: string, path: string, query: string) {
  const fields = new URLSearchParams(query);
  const values = [...new Set(fields.keys())].map((key): [string, string[]] => [key, fields.getAll(key)]);
  return { method, protocol: "http:", hostname: "localhost", path, query: Object.fromEntries(values) };
}

/** `20260102T030405Z` → milliseconds since 1970. */
function timeOf(text: string): number | undefined {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const at = iso === text ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}
