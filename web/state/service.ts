import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import { api, outcomeOf } from "./api.ts";

export type ServiceFacts = Awaited<ReturnType<Client["getService"]>>;

/** It changes with a deployment and not while a page is open. */
let known: ServiceFacts | undefined;

/** What the API tells of the service; `load` tries again, and says whether that worked. */
export function useServiceFacts() {
  const [facts, setFacts] = useState(known);
  const [isLoading, setLoading] = useState(facts === undefined);
  const [hasFailed, setFailed] = useState(false);
  const load = async (): Promise<boolean> => {
    setLoading(true);
    const outcome = await outcomeOf(api.getService({}));
    if (outcome.kind === "answer") known = outcome.answer;
    setFacts(known);
    setFailed(known === undefined);
    setLoading(false);
    return known !== undefined;
  };
  useEffect(() => {
    if (known === undefined) void load();
  }, []);
  return { facts, isLoading, hasFailed, load };
}
