import type { help as ja } from "./help.ja.ts";
import type { WordsByTopic } from "./help.ts";
import { deviceTopics } from "./help-device.en.ts";
import { heldTopics } from "./help-held.en.ts";
import { recoveryTopics } from "./help-recovery.en.ts";

const topics: WordsByTopic = {
  ...heldTopics,
  ...deviceTopics,
  ...recoveryTopics,
  sms_code: {
    title: "The text message does not arrive",
    lead: "If the text message does not arrive, please check the following.",
    sections: [
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
        title: "Check that your plan and device can receive text messages",
        items: [
          "A number that is parked with your carrier (a number storage service) cannot receive text messages.",
          "Plans without text messages, such as data-only plans, cannot receive them.",
          "If your SIM card is in a device that cannot receive them, such as an iPad, move it to a phone.",
        ],
      },
      {
        title: "Your phone is not at hand",
        items: [
          "Without the phone that receives the text message you cannot log in. Please have it at hand.",
          "If you have registered another number or address, go back and choose it.",
        ],
      },
      {
        title: "Limits on sending",
        items: [
          "You have to wait a while before each resend, and the number of messages is limited. When the limit is reached, try again later.",
          "If several messages arrive, enter the code of the newest one.",
        ],
      },
    ],
  },
  voice: {
    title: "The call does not come",
    lead: "If the call with the code does not come, or you cannot hear the code, please check the following.",
    sections: [
      {
        title: "Check that you can take calls",
        items: [
          "Make sure that your phone has a signal and is neither in airplane mode nor set to “do not disturb”.",
          "If voicemail or call forwarding answers first, we cannot tell the code. Answer the call yourself while it rings.",
          "A number that is parked with your carrier (a number storage service) cannot take calls.",
        ],
      },
      {
        title: "Check whether calls are blocked",
        items: [
          "Settings and apps that refuse unknown or nuisance callers can stop the call. Allow calls from our number.",
        ],
      },
      {
        title: "Nothing happens when you press the number",
        items: [
          "When you have answered, press the number that the page for the code shows, on your phone's keypad. On a smartphone, open the keypad during the call.",
          "The call says the code slowly, digit by digit, and repeats it.",
          "Phones without tone dialling cannot be used.",
        ],
      },
      {
        title: "Your phone is not at hand",
        items: [
          "Without the phone of the registered number you cannot log in. Please have it at hand.",
          "If you have registered another number or address, go back and choose it.",
        ],
      },
      {
        title: "Limits on calls",
        items: [
          "You have to wait a while before we can call again, and the number of calls is limited. When the limit is reached, try again later.",
        ],
      },
    ],
  },
  email_code: {
    title: "The mail does not arrive",
    lead: "If the mail does not arrive, please check the following.",
    sections: [
      {
        title: "Check the address",
        items: [
          "Make sure that the page shows an address that you still use.",
          "If you have registered another number or address, go back and choose it.",
        ],
      },
      {
        title: "Check whether mail is blocked",
        items: ["Spam settings and lists of allowed senders can stop the mail. Allow mail from our official sender."],
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
  unknown_message: {
    title: "You received a message that you did not ask for",
    lead: "If a code arrives although you are not logging in, somebody else may be trying to log in with your password.",
    sections: [
      {
        title: "If a text message or mail arrived",
        items: [
          "Do not open any link in the message.",
          "Do not enter the code anywhere, and do not tell it to anyone.",
          "As long as you do nothing, the login is not completed. We still recommend that you change your password.",
        ],
      },
      {
        title: "If you were called",
        items: ["Press no key and hang up.", "Do not answer anyone on the phone who asks you for a code."],
      },
      {
        title: "If you opened the link or told the code",
        items: [
          "Change your password at once. If you use the same password for other services, change it there too.",
          "Remove devices and trusted browsers that you do not know.",
          "If you cannot change it yourself, or notice something that you did not do, contact support at once.",
        ],
      },
      {
        title: "How to tell our messages",
        items: [
          "Check that the sender is listed under “Our official senders”.",
          "If the message and the page show different references, the message belongs to another login. Do not enter its code.",
        ],
      },
    ],
  },
  changed: {
    title: "Your number or address has changed",
    lead: "If your registered phone number or mail address has changed or can no longer be used, there are these ways.",
    sections: [
      {
        title: "If you have registered another number or address",
        items: [
          "When you choose how to receive the code, take a number or address that you still use.",
          "When you are logged in, please change the old number or address soon.",
        ],
      },
      {
        title: "If you can use none of them",
        items: ["You can recover your account: please see “You can use none of your methods”."],
      },
    ],
  },
};

export const help: typeof ja = {
  title: "The code does not arrive",
  indexLead: "What do you need help with?",
  related: "See also",
  topics,
};
