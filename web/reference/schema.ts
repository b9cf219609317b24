import type { Schema } from "./document.ts";
import { html, type Markup, sentence } from "./markup.ts";

/** The members of a body, each with what it holds; those of an object within it stand below it. */
export function membersOf(schema: Schema): Markup | undefined {
  const { properties, required = [], items } = schema;
  if (properties === undefined) return items === undefined ? undefined : membersOf(items);
  return html`<dl class="members">${Object.entries(properties).map(
    ([name, inner]) => html`<div>
<dt><code>${name}</code> <span class="type">${typeOf(inner)}</span>${required.includes(name) && html` <span class="need">required</span>`}</dt>
<dd>${aboutOf(inner)}${membersOf(inner)}</dd>
</div>`,
  )}</dl>`;
}

/** What may stand in it, in words, and what it means. */
export function aboutOf(schema: Schema): Markup {
  const { description, items, default: preset } = schema;
  const values = schema.enum ?? items?.enum;
  const limits = limitsOf(schema);
  return html`${description !== undefined && html`<p>${sentence(description)}</p>`}
${values && html`<p>One of ${inTurn(values.map((value) => html`<code>${value}</code>`))}.</p>`}
${preset !== undefined && html`<p>Default: <code>${JSON.stringify(preset)}</code></p>`}
${limits.length > 0 && html`<p class="limits">${limits.join(", ")}</p>`}`;
}

export function typeOf({ type, format, items }: Schema): string {
  if (type === "array") return items === undefined ? "array" : `array of ${typeOf(items)}s`;
  return format === undefined ? (type ?? "any") : `${type}, ${format}`;
}

/** Patterns of dates and addresses say no more than their format does, and long ones nothing to people. */
const isTelling = ({ pattern, format }: Schema): boolean =>
  pattern !== undefined && format === undefined && pattern.length <= 40;

function limitsOf(schema: Schema): string[] {
  const { minimum, maximum = Number.MAX_SAFE_INTEGER, minLength, maxLength, minItems, maxItems } = schema;
  const isWide = maximum >= Number.MAX_SAFE_INTEGER;
  return [
    rangeOf(minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum, isWide ? undefined : maximum, ""),
    rangeOf(minLength, maxLength, " characters"),
    rangeOf(minItems, maxItems, " items"),
    isTelling(schema) ? `matches ${schema.pattern}` : undefined,
  ].filter((limit) => limit !== undefined);
}

function rangeOf(from: number | undefined, to: number | undefined, unit: string): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return `at least ${from}${unit}`;
  return from === undefined ? `at most ${to}${unit}` : `${from} to ${to}${unit}`;
}

const inTurn = (parts: readonly Markup[]): Markup =>
  html`${parts.map((part, place) => (place === 0 ? part : html`, ${part}`))}`;
