import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import { api } from "./api.ts";
import type { useCall } from "./call.ts";
import type { AddedAuthenticator } from "./own.ts";
import { useOwnCall } from "./own-call.ts";

type Addition = Parameters<Client["addAuthenticator"]>[0]["body"];

/** How a new method is set up and proved: by somebody signed in, or in a login that asks for it. */
export interface Adding {
  readonly add: (body: Addition) => Promise<AddedAuthenticator>;
  readonly activate: (authenticatorId: string, code: string) => Promise<unknown>;
  /** The calls of a page. */
  readonly useRun: typeof useCall;
  /** To the choice of a method, where the settings are not what is behind the page. */
  readonly other?: () => void;
  /** Where the login that asks for it cannot go on. */
  readonly startOver?: () => void;
}

const inSettings: Adding = {
  add: (body) => api.addAuthenticator({ body }),
  activate: (authenticatorId, code) => api.activateAuthenticator({ params: { authenticatorId }, body: { code } }),
  useRun: useOwnCall,
};

export const AddingContext = createContext<Adding>(inSettings);
export const useAdding = (): Adding => useContext(AddingContext);
