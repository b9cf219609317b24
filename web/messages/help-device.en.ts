import type { WordsByTopic } from "./help.ts";

export const deviceTopics: Pick<WordsByTopic, "new_device"> = {
  new_device: {
    title: "You are changing your phone",
    lead: "What to do when you change your phone depends on the method that you use.",
    sections: [
      {
        title: "If you use an authenticator app",
        items: [
          "While the old phone still works, transfer (export) the accounts of the app: the new phone then shows the same codes.",
          "If you noted the key, you can enter it in the app on the new phone.",
          "If a transfer is not possible, log in with a code of the old phone or a backup code, and set up the authenticator app anew in the settings.",
        ],
      },
      {
        title: "If you use text messages or calls",
        items: [
          "If the phone number stays the same, there is nothing to do.",
          "If it changes, change it in the settings while the old number still receives messages.",
        ],
      },
      {
        title: "If you use mail",
        items: [
          "If the mail address stays the same, there is nothing to do. Make sure that the new device receives your mail.",
          "A new carrier can mean a new mail address. Change it in the settings while the old address still receives mail.",
        ],
      },
      {
        title: "If you have backup codes",
        items: [
          "Backup codes work on the new device as they are. Setting up the authenticator app anew voids them, so make new ones then.",
        ],
      },
      {
        title: "If the old device no longer works",
        items: [
          "Log in with another method or a backup code, add the new method, and then remove the old one.",
          "If you can use none of them, enter your password on the login page, and choose “I can use none of these” to recover your account.",
        ],
      },
    ],
  },
};
