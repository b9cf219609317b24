import * as z from "zod/mini";
import { areaOf, areaTags } from "./areas.ts";
import { type Bodies, operations } from "./operations.ts";
import { rolesOf } from "./operator-roles.ts";
import { problems } from "./problems.ts";
import { type OperationName, operationNames, routes } from "./routes.ts";
import { ioOf, named } from "./schema-names.ts";
import { ProblemBody } from "./schemas.ts";
import { BusEvent, WebhookCall } from "./service-event.ts";

type Json = { readonly [member: string]: unknown };

/** Refusals that any operation can give. */
const everywhere = ["invalid_request", "slow_down", "internal", "unavailable"] as const;

/** The API's description (OpenAPI 3.1), made of the routes and schemas that also serve it. */
export function openapiDocument(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "nidan",
      version: "1",
      description:
        "Two-step verification. A login is a state machine: start it, prove the password, ask for a challenge, answer " +
        "it, and fetch the signed result. Unknown enum values may come at any time and are to be tolerated.",
    },
    tags: [...areaTags(), eventsTag],
    paths: pathsOf(operationNames),
    webhooks: webhooksOf(),
    components: {
      schemas: Object.fromEntries([...named].map(([schema, name]) => [name, jsonSchemaOf(schema, ioOf(name))])),
      securitySchemes: {
        loginToken: {
          type: "http",
          scheme: "bearer",
          description: "The login token that startLogin or verifyLogin gave.",
        },
        sessionCookie: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-nidan-session",
          description: "The session of the pages; changes need an `Origin` of ours or an allowed one.",
        },
        sessionToken: { type: "http", scheme: "bearer", description: "The session of native clients." },
        iam: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "AWS Signature Version 4, service execute-api.",
        },
      },
    },
  };
}

const eventsTag = {
  name: "Events",
  description: "What the service tells other systems: on the bus of EventBridge, and to webhooks.",
};

/** Every change of state, as other systems are told of it. */
const webhooksOf = (): Json => ({
  serviceEvent: told(BusEvent, "Tells of a change of state: the detail of an event on the bus of EventBridge"),
  webhookCall: told(WebhookCall, "Posts a change of state to a webhook: `event` of the token is a ServiceEvent"),
});

const told = (schema: z.ZodMiniType, summary: string): Json => ({
  post: {
    summary,
    tags: [eventsTag.name],
    requestBody: { required: true, content: { "application/json": { schema: reference(schema) } } },
    responses: { "2XX": { description: "Taken. Anything else is tried again." } },
  },
});

function jsonSchemaOf(schema: unknown, io: "input" | "output"): Json {
  if (!isSchema(schema)) throw new TypeError("the contract names something that is not a schema");
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest;
}

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === "object" && value !== null && "_zod" in value;

function pathsOf(names: readonly OperationName[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of names) {
    const { path, method } = routes[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(name) };
  }
  return paths;
}

function operationOf(name: OperationName): Json {
  const route = routes[name];
  const { body, query, answer }: Bodies = operations[name];
  const roles = rolesOf(name);
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
      name: parameter,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...Object.entries(query?.shape ?? {}).map(([parameter, schema]) => ({
      name: parameter,
      in: "query",
      required: false,
      schema: jsonSchemaOf(schema, "input"),
    })),
    ...(route.idempotent
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: false,
            schema: { type: "string", minLength: 16, maxLength: 255 },
          },
        ]
      : []),
  ];
  const security = {
    none: [],
    login: [{ loginToken: [] }],
    session: [{ sessionCookie: [] }, { sessionToken: [] }],
    iam: [{ iam: [] }],
  }[route.auth];
  return {
    operationId: name,
    summary: route.summary,
    tags: [areaOf(route.path)],
    security,
    // The operator's policies that have it in them: `nidan-reader` and so on.
    ...(roles.length === 0 ? {} : { "x-nidan-roles": roles }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: reference(body) } } } }),
    responses: {
      [route.success]: {
        description: "Done.",
        ...(answer === undefined ? {} : { content: { "application/json": { schema: reference(answer) } } }),
      },
      ...refusalsOf(name),
    },
  };
}

function refusalsOf(name: OperationName): Json {
  const codes = [...everywhere, ...routes[name].problems];
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter((code) => problems[code].status === status)
          .map((code) => `\`${code}\``)
          .join(", "),
        content: { "application/problem+json": { schema: reference(ProblemBody) } },
      },
    ]),
  );
}

function reference(schema: z.ZodMiniType): Json {
  const name = named.get(schema);
  if (name === undefined) throw new TypeError("a schema of the contract has no name in the description");
  return { $ref: `#/components/schemas/${name}` };
}
