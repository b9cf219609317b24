/**
 * Keys for requests that must not be done twice. The same request keeps its key until an answer has come, so a retry
 * after a lost answer is harmless; a request that differs, or one asked anew after an answer, gets another.
 */
export interface Keyring {
  readonly keyFor: (request: string) => string;
  /** An answer has come, good or bad. */
  readonly settle: () => void;
}

export function createKeyring(newKey: () => string = () => crypto.randomUUID()): Keyring {
  let open: { readonly request: string; readonly key: string } | undefined;
  return {
    keyFor: (request) => {
      if (open?.request !== request) open = { request, key: newKey() };
      return open.key;
    },
    settle: () => {
      open = undefined;
    },
  };
}
