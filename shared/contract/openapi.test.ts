import { describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { openapiDocument } from "./openapi.ts";
import { operations } from "./operations.ts";
import { problems } from "./problems.ts";
import { operationNames, routes } from "./routes.ts";

const Content = z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) }));
const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.optional(
    z.array(z.object({ name: z.string(), in: z.enum(["path", "header", "query"]), required: z.boolean() })),
  ),
  requestBody: z.optional(z.object({ required: z.literal(true), content: Content })),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.optional(Content) })),
});
const Document = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.looseObject({ type: z.string() })),
    securitySchemes: z.record(z.string(), z.looseObject({})),
  }),
});

const raw: unknown = JSON.parse(JSON.stringify(openapiDocument()));
const document = z.parse(Document, raw);

const operationOf = (name: (typeof operationNames)[number]) => {
  const { path, method } = routes[name];
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${name} is not described`);
  return operation;
};

/** Every value of a member of that name, at any depth. */
function membersNamed(name: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [inner] : []),
    ...membersNamed(name, inner),
  ]);
}

describe("the description of the API", () => {
  test("given the routes, when they are described, then each is there once and nothing else", () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual([...operationNames].sort());
  });

  test("given references, when they are followed, then each leads to a schema", () => {
    const names = membersNamed("$ref", raw).map((reference) => String(reference).replace("#/components/schemas/", ""));
    expect(names.filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
  });

  test("given schemas, when references are followed, then none is left over", () => {
    const used = new Set(membersNamed("$ref", raw).map((reference) => String(reference).split("/").at(-1)));
    expect(Object.keys(document.components.schemas).filter((name) => !used.has(name))).toEqual([]);
  });

  test("given security, when it is required, then its scheme is described", () => {
    const required = operationNames.flatMap((name) => operationOf(name).security.flatMap((one) => Object.keys(one)));
    expect(required.filter((scheme) => document.components.securitySchemes[scheme] === undefined)).toEqual([]);
  });

  test.each(operationNames)("given %s, when it is described, then every problem stands by its status", (name) => {
    const { responses } = operationOf(name);
    const codes = ["invalid_request", "slow_down", "internal", "unavailable", ...routes[name].problems] as const;
    expect(codes.filter((code) => !responses[problems[code].status]?.description.includes(`\`${code}\``))).toEqual([]);
  });

  test.each(operationNames)("given %s, when it refuses, then the body is a problem", (name) => {
    const refusals = Object.entries(operationOf(name).responses).filter(([status]) => Number(status) >= 400);
    expect(refusals.map(([, { content }]) => content)).toEqual(
      refusals.map(() => ({ "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } })),
    );
  });

  test.each(
    operationNames,
  )("given %s, when it is described, then body and answer are those it is parsed by", (name) => {
    const { requestBody, responses } = operationOf(name);
    const success = responses[routes[name].success];
    const row: { readonly body?: unknown; readonly answer?: unknown } = operations[name];
    expect([requestBody !== undefined, success?.content !== undefined]).toEqual([
      row.body !== undefined,
      row.answer !== undefined,
    ]);
  });

  test.each(operationNames)("given %s, when it is described, then each parameter of its path is required", (name) => {
    const inPath = [...routes[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const described = (operationOf(name).parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(described).toEqual(inPath.map((parameter) => ({ name: parameter, in: "path", required: true })));
  });

  test("given operations that honour an idempotency key, when they are described, then they alone take one", () => {
    const taking = operationNames.filter((name) =>
      (operationOf(name).parameters ?? []).some((parameter) => parameter.name === "Idempotency-Key"),
    );
    expect(taking).toEqual(operationNames.filter((name) => routes[name].idempotent));
  });
});
