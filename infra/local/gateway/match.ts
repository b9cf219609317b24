import { type OperationName, operationNames, routes } from "../../../shared/contract/routes.ts";

/** The operation that a request calls, with its path parameters, decoded. */
export interface Match {
  readonly name: OperationName;
  readonly params: Readonly<Record<string, string>>;
}

/** The routes of one API as patterns, made once. */
export function createMatcher(api: "public" | "admin"): (method: string, path: string) => Match | undefined {
  const patterns = operationNames
    .filter((name) => routes[name].api === api)
    .map((name) => ({ name, method: routes[name].method, pattern: patternOf(routes[name].path) }));
  return (method, path) => {
    for (const { name, method: own, pattern } of patterns) {
      const groups = own === method ? pattern.exec(path) : null;
      if (groups !== null) return { name, params: { ...groups.groups } };
    }
    return undefined;
  };
}

/** `/v1/logins/{loginId}` → a pattern with a group for each parameter; one segment each, as API Gateway has it. */
function patternOf(path: string): RegExp {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}
