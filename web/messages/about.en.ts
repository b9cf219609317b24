import type { about as ja } from "./about.ja.ts";

export const about: typeof ja = {
  lead: (service) => `Codes and other messages from ${service} come from these senders.`,
  senders: "Senders",
  sms: "Text messages",
  voice: "Calls",
  email: "Mail",
  smsVaries: (shortName) =>
    `They come from different numbers, depending on your carrier. Make sure that the message names “${shortName}” and has a reference.`,
  noVoice: "We never call to tell you a code.",
  noEmail: "We never send codes by mail.",
  sections: [
    {
      title: "What we never ask of you",
      items: [
        "We never ask for a code or a password on the phone, or in reply to a text message or mail.",
        "You enter a code only on the page where you began the login yourself.",
        "We never call to have you use a cash machine or install an app.",
        "We never ask for a PIN or a credit card number by text message, mail or phone.",
      ],
    },
    {
      title: "If you receive a suspicious message",
      items: [
        "Senders can be forged. Even if the sender is right: unless you are logging in, open no link and enter no code.",
      ],
    },
  ],
};
