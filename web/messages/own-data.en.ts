import type { ownData as ja } from "./own-data.ja.ts";

export const ownData: typeof ja = {
  title: "Download your data",
  lead: "You can download everything that is kept of your account, as one file (JSON). Your password, the keys of authenticator apps and backup codes are not in it.",
  contents: {
    title: "What is in it",
    items: [
      "Your login ID, settings and methods, with phone numbers and mail addresses",
      "Trusted browsers, and the devices that are logged in",
      "What happened in your account",
    ],
  },
  warning: "The file holds personal data. Do not save it on a device that you share with others.",
  save: "Download",
  saving: "Preparing…",
  saved: "Downloaded. Keep the file safe, and delete it when you no longer need it.",
  file: (service) => `${service}-data.json`,
};
