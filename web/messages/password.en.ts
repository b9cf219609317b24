import type { password as ja } from "./password.ja.ts";

export const password: typeof ja = {
  current: "Present password",
  currentEmpty: "Enter your present password.",
  next: "New password",
  nextEmpty: "Enter a new password.",
  hint: "Choose one that is hard to guess and that you use nowhere else. Letters, signs and spaces all count.",
  unfit: {
    too_short: (least) => `The new password needs at least ${least} characters.`,
    own_name: "Your identifier and the name of the service cannot be the password.",
    common: "This password is widely used and easily guessed. Choose another one.",
    unchanged: "This is your present password. Choose another one.",
  },
  change: {
    title: "Change password",
    lead: "When the password is changed, all other browsers are logged out, and no browser is trusted any more.",
    submit: "Change password",
    submitting: "Changing…",
  },
  forgotten: {
    title: "Choose a new password",
    lead: "Enter what you log in with. We mail a link to your registered address, by which you choose a new password.",
    submit: "Send the mail",
    submitting: "Sending…",
    doneTitle: "Check your mail",
    done: "If there is such an account, we have sent a mail to its registered address. Open the link in it to choose a new password.",
    notes: [
      "The link works once, for 30 minutes.",
      "If no mail comes, check your spam folder and what you entered.",
      "If you have no mail address registered, or told us that something was not you within 14 days of adding it, please contact support.",
    ],
    again: "Enter it again",
    tooMany: "It was asked for too often. Check the mails that have come, and try again later.",
  },
  elsewhere: {
    title: "Changing your password",
    lead: "Your password is changed or chosen anew on the pages of the service that you use. It cannot be done here.",
  },
  reset: {
    title: "New password",
    lead: "Enter a new password. Every browser is then logged out.",
    submit: "Set this password",
    submitting: "Setting…",
    doneTitle: "Your new password is set",
    done: "Log in with it. If you use the one before elsewhere, change it there too.",
    toLogin: "To the login",
    expiredTitle: "This link does not work",
    expired: "It is not right, has expired, or has been used. Ask for the mail again.",
  },
};
