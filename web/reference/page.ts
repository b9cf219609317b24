import { openapiDocument } from "../../shared/contract/openapi.ts";
import { type ProblemCode, problems } from "../../shared/contract/problems.ts";
import { type Document, operationsOf, readDocument, schemaName } from "./document.ts";
import { html, type Markup, sentence } from "./markup.ts";
import { operationSection } from "./operation.ts";
import { membersOf } from "./schema.ts";

/** What stands in the body of `/docs`: the API as `docs/openapi.json` describes it, for people. */
export function referencePage(document: Document = readDocument(openapiDocument())): string {
  const { info, tags, components } = document;
  const groups = tags.map(({ name, description }) => ({
    name,
    description,
    id: `area-${name.toLowerCase().replace(/\W+/g, "-")}`,
    operations: operationsOf(document).filter(({ tags: [tag] }) => tag === name),
    events: Object.values(document.webhooks).filter(({ post }) => post.tags[0] === name),
  }));
  const contents = html`<ul>${groups.map(
    ({ id, name, operations }) => html`<li><a href="#${id}">${name}</a>
<ul>${operations.map(({ operationId }) => html`<li><a href="#${operationId}">${operationId}</a></li>`)}</ul></li>`,
  )}
<li><a href="#problems">Problems</a></li>
<li><a href="#schemas">Schemas</a></li></ul>`;
  return html`<a class="skip" href="#content">Skip to the reference</a>
<header><p class="name">${info.title}</p><p><a href="/v1/openapi.json">OpenAPI 3.1</a></p></header>
<nav class="on-phones" aria-label="Contents"><details><summary>Contents</summary>${contents}</details></nav>
<nav class="beside" aria-label="Contents">${contents}</nav>
<main id="content">
<h1>API reference</h1>
<p class="lead">${sentence(info.description)}</p>
<p>Bodies are JSON; times are RFC 3339. <code>$BASE</code> is the service's own host, <code>$ADMIN</code> that of the admin API.
Every error is a problem (RFC 9457) with a <a href="#problems">code</a>.</p>
${groups.map(
  ({ id, name, description, operations, events }) => html`<section>
<h2 id="${id}">${name}</h2>
<p>${sentence(description)}</p>
${events.map(({ post }) => eventPart(post.summary, schemaName(post.requestBody.content) ?? ""))}
${operations.map((operation) => operationSection(operation, document))}
</section>`,
)}
${problemTable()}
<section>
<h2 id="schemas">Schemas</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) => html`<section class="schema">
<h3 id="schema-${name}">${name}</h3>
${schema.description !== undefined && html`<p>${sentence(schema.description)}</p>`}
${membersOf(schema) ?? html`<p>${schema.type}</p>`}
</section>`,
)}
</section>
</main>`.text;
}

const eventPart = (summary: string, schema: string): Markup =>
  html`<p>${sentence(summary)}: <a href="#schema-${schema}">${schema}</a>.</p>`;

function problemTable(): Markup {
  const codes = Object.keys(problems).filter((code): code is ProblemCode => code in problems);
  return html`<section>
<h2 id="problems">Problems</h2>
<p>New codes may come at any time; treat one that you do not know by its status. <code>invalid_request</code>,
<code>slow_down</code>, <code>internal</code> and <code>unavailable</code> may come from every operation.</p>
<dl class="members">${codes.map((code) => {
    const row = problems[code];
    const more: readonly string[] = "more" in row ? row.more : [];
    return html`<div id="problem-${code}">
<dt><code>${code}</code> <span class="type">${row.status}</span></dt>
<dd><p>${row.title}.${more.length > 0 && html` It may tell ${more.map((name, place) => html`${place > 0 && ", "}<code>${name}</code>`)}.`}</p></dd>
</div>`;
  })}</dl>
</section>`;
}
