import type { delegated as ja } from "./delegated.ja.ts";

/** `/login/continue` and the way back: a login that another service has begun. */
export const delegated: typeof ja = {
  loading: "Preparing the rest of the login…",
  offlineTitle: "The login cannot be shown",
  over: {
    used: {
      title: "This page has been used",
      text: "A login can be taken up once. Go back to the service and log in again.",
    },
    expired: {
      title: "This page has expired",
      text: "Too much time has passed to go on with the login. Go back to the service and log in again.",
    },
    closed: {
      title: "This login is over",
      text: "The login was cancelled, or the account was changed. Go back to the service and log in again.",
    },
  },
  close: "You can close this page.",
  returning: "Going back to the service…",
  title: "Your identity is confirmed",
  text: "Press “Back to the service” to complete the login.",
  toService: "Back to the service",
  failedTitle: "Could not go back to the service",
  failed: "Your identity is confirmed. Please try again.",
};
