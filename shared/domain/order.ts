import type { Settings } from "../settings.ts";
import type { Challenge, Login } from "./login.ts";

/**
 * Whether the second factor may be asked and answered in this login before anybody has proved the password. Whoever
 * holds it then may be a stranger who knows an identifier, or made one up, and must not learn which.
 */
export const isEarly = ({ password, purpose }: Pick<Login, "password" | "purpose">, { login }: Settings): boolean =>
  login.order !== "password_first" && purpose === "sign_in" && password === undefined;

/** What became of a message, as far as a stranger may see: that it was sent. */
export const toStrangers = (challenge: Challenge): Challenge =>
  challenge.delivery === "none" ? challenge : { ...challenge, delivery: "sent" };
