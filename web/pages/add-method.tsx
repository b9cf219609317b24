import { useState } from "preact/hooks";
import { AskDestination } from "../parts/ask-destination.tsx";
import { ProveDestination } from "../parts/prove-destination.tsx";
import { useFlow } from "../state/flow.ts";
import { nothingTyped } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { useOwn } from "../state/own.ts";
import { readAll, useLoaded } from "../state/own-call.ts";
import { paths, queryOf } from "../state/routes.ts";

/** `/settings/methods/add`: a new number or address, and the code that proves it; `?replaces=…` takes another's place. */
export function AddMethodPage() {
  const flow = useFlow();
  const { saved } = useOwn();
  const replaces = queryOf(flow.path, "replaces");
  const [destination, setDestination] = useState(nothingTyped);
  // Also asks for the sign-in before anything is typed.
  const known = useLoaded(readAll);
  const [added, setAdded] = useState<AddedAuthenticator>();
  const proved = () => {
    const isFirst = known.data?.settings.enabled === false;
    saved.current = isFirst ? "addedFirst" : replaces === undefined ? "added" : "replaced";
    flow.go(paths.methods);
  };
  if (added === undefined) {
    return (
      <AskDestination
        key="ask"
        known={known}
        replaces={replaces}
        first={destination}
        onAdded={(next, asked) => {
          setDestination(asked);
          setAdded(next);
        }}
      />
    );
  }
  return (
    <ProveDestination
      key="prove"
      replaces={replaces}
      destination={destination}
      added={added}
      onAgain={setAdded}
      onProved={proved}
      onEdit={() => setAdded(undefined)}
    />
  );
}
