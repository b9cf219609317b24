import type { Dependencies } from "../../shared/dependencies.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersFor } from "../../shared/methods/index.ts";
import { refusalOfLogin } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "sendingStates">;

/**
 * Reads a login. One round trip while a challenge waits, since the login then holds what it offers; a second one
 * before that, for the account.
 */
export async function getLogin({ holder }: RequestOf<"getLogin">, needs: Needs) {
  const { clock, config, directory, logins, sendingStates } = needs;
  const { settings } = config;
  const now = clock.now();
  const login = await logins.find(holder.loginId);
  if (login === undefined) throw new Problem("login_expired");
  if (login.generation !== holder.generation) throw refusalOfLogin(login, holder, now);
  if (login.methods !== undefined || login.password === undefined) return viewOf(login, { settings, now });

  const [account, state] = await Promise.all([directory.findAccount(holder.sub), sendingStates.read(now)]);
  const offers = account === undefined ? [] : offersFor(login, account, settings, state);
  return viewOf(login, { settings, now, methods: offers.map(({ offer }) => offer) });
}
