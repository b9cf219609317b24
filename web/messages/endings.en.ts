import type { ended as ja } from "./endings.ja.ts";

export const ended: typeof ja = {
  expired: {
    title: "Your login has expired",
    text: "The login was ended because too much time had passed. Please start over.",
  },
  locked: {
    title: "Too many wrong entries",
    text: "There were several wrong entries, so we ended this login to keep your account safe. The code that you received no longer works. Please start over.",
  },
  denied: {
    title: "This login was refused",
    text: "It was refused or cancelled on another screen or device. If that was not you, we recommend that you change your password.",
  },
  refused: {
    title: "You could not be logged in",
    text: "For your safety, this login was not accepted. We have sent a notice to your registered contact. If it is you, please try again later, or contact support.",
  },
  cancelled: {
    title: "You cancelled the login",
    text: "It is void now. To log in again, start over.",
  },
  elsewhere: {
    title: "The login goes on in another tab",
    text: "The login went on in the tab that opened the URL. You can close this page.",
  },
  lost: {
    title: "This login cannot go on here",
    text: "A login cannot go on after its page was closed, or in another tab or browser. A code works only on the page where the login began. Please start over.",
  },
  passwordDue: {
    title: "Your password must be changed",
    text: "Somebody told us that a sign-in was not you, so for your safety the present password no longer signs in. Choose a new one by a mail to your registered address, and you can sign in again. If you have no address registered, please contact support.",
  },
};
