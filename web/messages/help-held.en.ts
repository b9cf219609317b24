import type { WordsByTopic } from "./help.ts";

export const heldTopics: Pick<WordsByTopic, "totp" | "app" | "backup_code"> = {
  totp: {
    title: "Using an authenticator app",
    lead: "If you cannot find the code of your authenticator app, or it is refused, please check the following.",
    sections: [
      {
        title: "Find the code",
        items: [
          "Open the authenticator app on the phone that you set up, and enter the 6 digits below our name.",
          "The digits change every 30 seconds. Digits that were used once do not work again: wait for new ones.",
        ],
      },
      {
        title: "The code is refused",
        items: [
          "Make sure that the phone sets its date and time automatically. If its clock is wrong, so are the codes.",
          "Make sure that the digits do not belong to another service or account.",
        ],
      },
      {
        title: "You are changing your phone",
        items: [
          "While you can still use the old phone, transfer the authenticator app or set it up anew under “Settings”.",
          "When it is set up anew, the old app and the backup codes no longer work.",
        ],
      },
      {
        title: "Your phone is not at hand",
        items: [
          "If you have kept your backup codes, you can log in with one of them.",
          "If you have registered a phone number or mail address too, choose to verify another way.",
        ],
      },
    ],
  },
  app: {
    title: "Using an approval app",
    lead: "If no request arrives, or if you change your phone, please check the following.",
    sections: [
      {
        title: "No request arrives",
        items: [
          "Even without a notification, the approval app lists the requests when you open it.",
          "Check that the phone has a connection and that the app may show notifications.",
          "After many requests in a short time no more are sent for a while. Choose to verify another way.",
        ],
      },
      {
        title: "You get a request that you did not ask for",
        items: [
          "Answer No. That login is then refused, and no new request comes for an hour.",
          "Somebody may know your password. Change it at once.",
          "Never tell anybody the number on your screen, and never enter a number that somebody tells you.",
        ],
      },
      {
        title: "You change your phone or have removed the app",
        items: [
          "Sign in to the app on the new phone and pair it again under “Settings”, “Manage methods”.",
          "Remove the old app on the same page.",
        ],
      },
    ],
  },
  backup_code: {
    title: "About backup codes",
    lead: "They are a temporary way to log in when you cannot use your authenticator app or phone.",
    sections: [
      {
        title: "How to use them",
        items: [
          "After your password, choose “Log in with a backup code” and enter 8 digits.",
          "Each backup code works once. Tick those that you have used.",
          "When you make new ones, all the old ones stop working, used or not.",
        ],
      },
      {
        title: "You cannot find them, or none are left",
        items: [
          "If you can log in another way, make new ones under “Settings”, “Backup codes”.",
          "If you cannot, please see “You can use none of your methods”.",
        ],
      },
      {
        title: "Somebody else has seen them",
        items: ["Make new ones at once under “Settings”, “Backup codes”. The old ones then no longer work."],
      },
    ],
  },
};
