import { useContext, useEffect, useState } from "preact/hooks";
import { ApiProblem } from "../../shared/contract/client.ts";
import { api } from "./api.ts";
import { type Run, useCall } from "./call.ts";
import { useFlow } from "./flow.ts";
import { OwnContext } from "./own.ts";
import { signInPath } from "./return-path.ts";

/**
 * The calls of a page of the settings. Without a session the sign-in comes between, and leads back to the page. Where
 * a second factor has to be proved anew, the person does that, and the call is made again as it was; whoever gives
 * that up has changed nothing.
 */
export function useOwnCall<Action extends string, Field extends string = never>() {
  const flow = useFlow();
  // None at a scanned QR code, whose answer asks for no factor anew.
  const own = useContext(OwnContext);
  const { run: runCall, ...call } = useCall<Action, Field>();

  const attempt = async <T>(make: () => Promise<T>): Promise<{ readonly answer: T } | undefined> => {
    try {
      return { answer: await make() };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { code, action, authenticatorId } = error.problem;
      if (code === "unauthenticated") {
        flow.go(signInPath(flow.path), true);
        return undefined;
      }
      if (code !== "insufficient_user_authentication" || action === undefined || own === undefined) throw error;
      const wanted = authenticatorId === undefined ? { action } : { action, authenticatorId };
      return (await own.prove(wanted)) ? attempt(make) : undefined;
    }
  };
  const run: Run<Action> = async (during, make, keys) => (await runCall(during, () => attempt(make), keys))?.answer;
  return { ...call, run };
}

/** For calls that answer nothing: that they were answered. */
export const done = async (call: Promise<unknown>): Promise<true> => {
  await call;
  return true;
};

export const readSettings = () => api.getSettings({});
export const readBrowsers = () => api.listTrustedBrowsers({});
export type TrustedBrowser = Awaited<ReturnType<typeof readBrowsers>>["browsers"][number];
export const readSessions = () => api.listSessions({});
export const readActivity = () => api.listActivity({});
export type Activity = Awaited<ReturnType<typeof readActivity>>["activities"][number];
export const readAuthenticators = () => api.listAuthenticators({});
export const readAll = async () => {
  const [settings, { authenticators }] = await Promise.all([readSettings(), readAuthenticators()]);
  return { settings, authenticators };
};

/** What a page shows, read when it is opened; `load` reads it anew. */
export function useLoaded<T>(read: () => Promise<T>) {
  const { busy, failure, run } = useOwnCall<"load">();
  const [data, setData] = useState<T>();
  const load = async (): Promise<T | undefined> => {
    const answer = await run("load", read);
    if (answer !== undefined) setData(answer);
    return answer;
  };
  useEffect(() => void load(), []);
  return { data, setData, failure, isLoading: busy !== undefined, load };
}

export type LoadedState<T> = ReturnType<typeof useLoaded<T>>;
