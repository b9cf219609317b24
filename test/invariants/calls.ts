import { useCases } from "../../functions/index.ts";
import type { OperationName } from "../../shared/contract/routes.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { Reply } from "../../shared/http/reply.ts";
import { requestOf } from "../../shared/http/request.ts";
import { eventOf } from "../support/events.ts";

export type Outcome<Answer> =
  | { readonly accepted: true; readonly answer: Answer }
  | { readonly accepted: false; readonly code: string };

/** A screen's place in a login: which one, and the token that it has. */
export interface Screen {
  readonly loginId: string;
  readonly token: string;
}

/** Anything but an answer or a problem is a fault, and fails the test. */
async function outcomeOf<Answer>(run: () => Promise<Answer | Reply<Answer>>): Promise<Outcome<Answer>> {
  try {
    const answer = await run();
    return { accepted: true, answer: answer instanceof Reply ? answer.body : answer };
  } catch (error) {
    if (error instanceof Problem) return { accepted: false, code: error.code };
    throw error;
  }
}

/** API Gateway's event for a screen; the body as middy's parser leaves it. */
function event(name: OperationName, screen: Screen | undefined, body?: object) {
  const parsed: { readonly body: string } | object = body === undefined ? {} : JSON.parse(JSON.stringify({ body }));
  if (screen === undefined) return eventOf(name, parsed);
  const { loginId, token } = screen;
  return eventOf(name, { ...parsed, headers: { authorization: `Bearer ${token}` }, pathParameters: { loginId } });
}

/** The use cases as a client calls them: its words are parsed and its token is proved by the HTTP layer's own code. */
export function callsOf(dependencies: Dependencies) {
  return {
    start: (body: { readonly identifier: string; readonly password?: string }) =>
      outcomeOf(async () => {
        const request = await requestOf("startLogin", event("startLogin", undefined, body), dependencies);
        const answer = await useCases.startLogin(request, dependencies);
        return answer instanceof Reply ? answer.body : answer;
      }),
    read: (screen: Screen) =>
      outcomeOf(async () =>
        useCases.getLogin(await requestOf("getLogin", event("getLogin", screen), dependencies), dependencies),
      ),
    cancel: (screen: Screen) =>
      outcomeOf(async () =>
        useCases.cancelLogin(await requestOf("cancelLogin", event("cancelLogin", screen), dependencies), dependencies),
      ),
    ask: (screen: Screen, methodId: string) =>
      outcomeOf(async () =>
        useCases.createChallenge(
          await requestOf("createChallenge", event("createChallenge", screen, { methodId }), dependencies),
          dependencies,
        ),
      ),
    verify: (screen: Screen, body: { readonly password?: string; readonly code?: string }) =>
      outcomeOf(async () =>
        useCases.verifyLogin(
          await requestOf("verifyLogin", event("verifyLogin", screen, body), dependencies),
          dependencies,
        ),
      ),
    issue: (screen: Screen) =>
      outcomeOf(async () => {
        const request = await requestOf("issueToken", event("issueToken", screen), dependencies);
        return useCases.issueToken(request, dependencies);
      }),
  };
}
export type Calls = ReturnType<typeof callsOf>;
