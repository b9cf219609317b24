import { type Document, type Operation, type Schema, schemaName } from "./document.ts";
import { exampleOf, shownInRequests } from "./example.ts";
import { html, type Markup, sentence } from "./markup.ts";
import { aboutOf, membersOf, typeOf } from "./schema.ts";

/** Who may call it, in words. */
const callers: Readonly<Record<string, string>> = {
  loginToken: "whoever holds the login's token",
  sessionCookie: "whoever is signed in: the session as a cookie, from a page of the service or an allowed origin",
  sessionToken: "or as a bearer, of a native client",
  iam: "IAM, signed with AWS Signature Version 4",
};

/** One operation: what it takes, what it answers, and what it may refuse. */
export function operationSection(operation: Operation, document: Document): Markup {
  const { operationId, method, path, summary } = operation;
  return html`<section class="operation" id="${operationId}">
<h3>${operationId}</h3>
<p class="call"><span class="verb">${method}</span> <code>${path}</code></p>
<p>${sentence(summary)}</p>
${callersOf(operation)}
${parametersOf(operation)}
${requestOf(operation, document)}
${answerOf(operation, document)}
${refusalsOf(operation)}
</section>`;
}

function callersOf({ security, "x-nidan-roles": roles }: Operation): Markup {
  const who = security.flatMap((one) => Object.keys(one)).map((name) => callers[name] ?? name);
  const policies = roles.map((role, place) => html`${place > 0 && ", "}<code>nidan-${role}</code>`);
  return html`<p class="callers"><strong>May be called by</strong> ${who.length === 0 ? "anybody" : who.join(", ")}${
    policies.length > 0 && html`; in the policies ${policies}`
  }.</p>`;
}

function parametersOf({ parameters }: Operation): Markup | undefined {
  if (parameters.length === 0) return undefined;
  return html`<h4>Parameters</h4>
<dl class="members">${parameters.map(
    ({ name, in: place, required, schema }) => html`<div>
<dt><code>${name}</code> <span class="type">${place}, ${typeOf(schema)}</span>${required && html` <span class="need">required</span>`}</dt>
<dd>${aboutOf(schema)}</dd>
</div>`,
  )}</dl>`;
}

function requestOf(operation: Operation, { components }: Document): Markup {
  const name = schemaName(operation.requestBody?.content);
  const schema = name === undefined ? undefined : components.schemas[name];
  return html`${schema && html`<h4>Body</h4>${membersOf(schema)}`}
<h4>Example</h4>
<pre><code>${curlOf(operation, schema && requestExample(name, schema))}</code></pre>`;
}

/** What a request's example sends. */
export const requestExample = (name: string | undefined, schema: Schema): unknown =>
  exampleOf(schema, "", shownInRequests[name ?? ""] ?? []);

function curlOf({ method, path, security }: Operation, body: unknown): string {
  const ways = security.flatMap((one) => Object.keys(one));
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`);
  const isSigned = ways.includes("iam");
  return [
    `curl -sS${method === "GET" || method === "POST" ? "" : ` -X ${method}`} "${isSigned ? "$ADMIN" : "$BASE"}${place}"`,
    ways.includes("loginToken") && '-H "authorization: Bearer $LOGIN_TOKEN"',
    ways.includes("sessionToken") && '-H "authorization: Bearer $SESSION_TOKEN"',
    isSigned && '--aws-sigv4 "aws:amz:$AWS_REGION:execute-api"',
    isSigned && '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    body !== undefined && "-H 'content-type: application/json'",
    body !== undefined && `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
    method === "POST" && body === undefined && "-X POST",
  ]
    .filter((part) => part !== false)
    .join(" \\\n  ");
}

function answerOf({ responses }: Operation, { components }: Document): Markup {
  const [status = "", answer] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
  const name = schemaName(answer?.content);
  const schema = name === undefined ? undefined : components.schemas[name];
  if (schema === undefined) return html`<h4>Answer</h4><p><code>${status}</code>, without a body.</p>`;
  return html`<h4>Answer</h4>
<p><code>${status}</code>, <a href="#schema-${name}">${name}</a></p>
<pre><code>${JSON.stringify(exampleOf(schema), null, 2)}</code></pre>`;
}

function refusalsOf({ responses }: Operation): Markup {
  const refusals = Object.entries(responses).filter(([status]) => !status.startsWith("2"));
  return html`<h4>Problems</h4>
<ul class="problems">${refusals.flatMap(([status, { description }]) =>
    [...description.matchAll(/`(\w+)`/g)].map(
      ([, code]) => html`<li><code>${status}</code> <a href="#problem-${code}">${code}</a></li>`,
    ),
  )}</ul>`;
}
