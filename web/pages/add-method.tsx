import { useState } from "preact/hooks";
import { AskDestination } from "../parts/ask-destination.tsx";
import { ProveDestination } from "../parts/prove-destination.tsx";
import { useFlow } from "../state/flow.ts";
import type { Destination } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";
import { useOwn } from "../state/own.ts";
import { paths, queryOf } from "../state/routes.ts";

/** `/settings/methods/add`: a new number or address, and the code that proves it; `?replaces=…` takes another's place. */
export function AddMethodPage() {
  const flow = useFlow();
  const { saved } = useOwn();
  const replaces = queryOf(flow.path, "replaces");
  const [destination, setDestination] = useState<Destination>({ kind: "sms", typed: "" });
  const [added, setAdded] = useState<AddedAuthenticator>();
  const proved = () => {
    saved.current = replaces === undefined ? "added" : "replaced";
    flow.go(paths.methods);
  };
  if (added === undefined) {
    return (
      <AskDestination
        key="ask"
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
