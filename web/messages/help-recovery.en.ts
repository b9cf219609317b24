import type { WordsByTopic } from "./help.ts";

export const recoveryTopics: Pick<WordsByTopic, "recovery"> = {
  recovery: {
    title: "You can use none of your methods",
    lead: "If you can use none of your registered methods, because a device is lost or a contract has ended, you can recover your account and set up a new method.",
    sections: [
      {
        title: "How to begin",
        items: [
          "Enter your login ID and your password, and choose “I can use none of these” on the page that asks for confirmation. It tells you what you can do.",
          "If you are logged in and cannot use an old method, add a new one in the settings and then remove the old one.",
        ],
      },
      {
        title: "By yourself",
        items: [
          "If you can confirm two different ones, such as a number and a mail address, you can set up a new method at once.",
          "If you can confirm only one, for your safety you have to wait before you can set up a new method.",
          "Use a backup code together with another confirmation. Backup codes alone do not recover an account.",
        ],
      },
      {
        title: "By our support",
        items: [
          "In some services, support makes sure that it is you and recovers the account. Then log in with your password: you will be asked to set up a new method.",
        ],
      },
      {
        title: "You were told of a recovery that you did not ask for",
        items: [
          "Somebody may know your password. Stop the recovery from the mail, and change your password at once. A new password stops it too.",
        ],
      },
    ],
  },
};
