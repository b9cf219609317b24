import * as z from "zod/mini";

/** The part of JSON Schema that the contract uses. */
export interface Schema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly enum?: readonly (string | number)[] | undefined;
  readonly default?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
}

const number = z.optional(z.number());
const text = z.optional(z.string());
const Schema: z.ZodMiniType<Schema> = z.looseObject({
  type: text,
  description: text,
  properties: z.optional(
    z.record(
      z.string(),
      z.lazy(() => Schema),
    ),
  ),
  required: z.optional(z.array(z.string())),
  items: z.optional(z.lazy(() => Schema)),
  enum: z.optional(z.array(z.union([z.string(), z.number()]))),
  default: z.optional(z.unknown()),
  format: text,
  pattern: text,
  minimum: number,
  maximum: number,
  minLength: number,
  maxLength: number,
  minItems: number,
  maxItems: number,
});

const Content = z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) }));

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.tuple([z.string()]),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  "x-nidan-roles": z._default(z.array(z.string()), []),
  parameters: z._default(
    z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: Schema })),
    [],
  ),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.optional(Content) })),
});

/** What the service itself calls, or puts on a bus. */
const Webhook = z.object({
  post: z.object({ summary: z.string(), tags: z.tuple([z.string()]), requestBody: z.object({ content: Content }) }),
});

const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  webhooks: z._default(z.record(z.string(), Webhook), {}),
  components: z.object({
    schemas: z.record(z.string(), Schema),
    securitySchemes: z.record(z.string(), z.looseObject({ description: z.string() })),
  }),
});
export type Document = z.infer<typeof Document>;

/** An operation, where it is called, and how. */
export type Operation = z.infer<typeof Operation> & { readonly method: string; readonly path: string };

/** @throws where it is not what `shared/contract/openapi.ts` makes. */
export const readDocument = (raw: unknown): Document => z.parse(Document, raw);

export const operationsOf = ({ paths }: Document): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

/** The name of the schema that a body has. */
export function schemaName(content: z.infer<typeof Content> | undefined): string | undefined {
  const [body] = Object.values(content ?? {});
  return body?.schema.$ref.split("/").at(-1);
}
