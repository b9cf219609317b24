import { api } from "./api.ts";
import { useFlow } from "./flow.ts";
import { forgetStepUp, type StepUpWanted, type StoredLogin, saveStepUp } from "./held-login.ts";
import { useInnerLogin } from "./inner-login.ts";

/**
 * A login that proves a second factor anew for one action, in the place of the page that wants it. It lives as long as
 * that page, over a reload too.
 *
 * @param kept the login of before the reload.
 */
export function useStepUp(wanted: StepUpWanted, kept: StoredLogin | undefined, onSettled: (isProved: boolean) => void) {
  const { path } = useFlow();
  return useInnerLogin({
    begin: () => api.startStepUp({ body: wanted }),
    kept,
    store: (held) => {
      if (held === undefined) forgetStepUp(sessionStorage);
      else saveStepUp(sessionStorage, { wanted, path, held });
    },
    onSettled,
  });
}
