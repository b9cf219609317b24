import type { orderWords as ja } from "./orders.ja.ts";

export const orderWords: typeof ja = {
  next: "Next",
  nextBusy: "Checking…",
  passwordFirst: "Enter the password first",
  together: {
    title: (label) => `Enter your password and the ${label.toLowerCase()}`,
    codeOptional: "If you have not set up two-step verification, or you trust this browser, you can leave this empty.",
    refused: (label) =>
      `The login ID, the password or the ${label.toLowerCase()} is not correct. Check them and enter them again.`,
  },
  password: {
    title: "Enter your password",
    back: "Back to entering the password",
    last: "We have confirmed that it is you. Now enter your password.",
    alone:
      "If you have not set up two-step verification, or you trust this browser, your password is enough. Otherwise we also need to confirm that it is you, by a code for example.",
    refusedLast: "The password is not correct. Check it and enter it again.",
    refusedAlone:
      "The login ID or the password is not correct, or we have not yet confirmed that it is you. Check them and try again.",
    byCode: "Confirm by a code or another way",
  },
  notHere: {
    title: "Open it in the browser where you began",
    text: "This URL works only in the browser where the login began. If you cannot open it there, please start over.",
  },
};
