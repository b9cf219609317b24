import type { help as ja } from "./help.ja.ts";

export const help: typeof ja = {
  title: "The code does not arrive",
  lead: {
    sms_code: "If the text message does not arrive, please check the following.",
    email_code: "If the mail does not arrive, please check the following.",
  },
  sections: {
    sms_code: [
      {
        title: "Check the reception",
        items: [
          "Make sure that your phone has a signal and is not in airplane mode.",
          "A message can take a few minutes to arrive. Restarting the phone sometimes helps.",
        ],
      },
      {
        title: "Check whether messages are blocked",
        items: [
          "Make sure that neither your carrier nor your phone blocks text messages. Settings that refuse messages from abroad or spam can stop the code.",
          "Look in the folders for unknown senders and spam in your messaging app.",
        ],
      },
      {
        title: "Check that the device can receive text messages",
        items: [
          "Data-only plans and numbers that are parked or suspended cannot receive text messages.",
          "If your SIM card is in a device that cannot receive them, such as an iPad, move it to a phone.",
        ],
      },
      {
        title: "Limits on sending",
        items: [
          "You have to wait a while before each resend, and the number of messages is limited. When the limit is reached, try again later.",
          "If several messages arrive, enter the code of the newest one.",
        ],
      },
      {
        title: "Your number has changed or cannot be used",
        items: [
          "If you have registered another number, go back and choose it.",
          "If you can use none of your registered numbers, please contact support.",
        ],
      },
    ],
    email_code: [
      {
        title: "Check the address",
        items: [
          "Make sure that the page shows an address that you still use.",
          "If you have registered another number or address, go back and choose it.",
        ],
      },
      {
        title: "Check whether mail is blocked",
        items: ["Spam settings and lists of allowed senders can stop the mail. Allow mail from this service."],
      },
      {
        title: "Look in the other folders",
        items: ["Look in the folders for spam and deleted mail."],
      },
      {
        title: "Check the space in your mailbox",
        items: ["A full mailbox receives nothing. Delete what you do not need, and try again."],
      },
      {
        title: "Wait a little",
        items: [
          "When your mail service is busy, a mail can take a while to arrive.",
          "If several mails arrive, enter the code of the newest one.",
        ],
      },
    ],
  },
  contact: "Contact support",
};
