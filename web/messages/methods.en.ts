import type { WordsByMethod } from "./methods.ts";

export const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

/** Before the password no hint is known. */
const aside = (hint: string) => (hint === "" ? "" : ` (${hint})`);
const number = (hint: string) => hint || "your registered number";
const address = (hint: string) => hint || "your registered address";

/** What text messages and mail have in common. */
const written = {
  destination: "Send to",
  send: "Send the code",
  sending: "Sending…",
};

const writtenMessage = {
  sent: "The code was sent.",
  resent: "The code was sent again. Look at the newest message.",
  expired: "The code has expired. Resend it and enter the code that arrives.",
  resend: "Resend the code",
  resending: "Resending…",
  resendIn: (duration: string) => `You can resend in ${duration}`,
  resendReady: "You can resend the code now.",
  sendsLeft: (count: number) => `You can resend ${times(count)} more`,
  noSendsLeft: "The code cannot be sent again in this login. If it does not arrive, start over.",
};

const sentCode = {
  title: "Enter the verification code",
  label: "Verification code",
  hint: (time: string) => `6 digits (valid until ${time})`,
  empty: "Enter the verification code.",
  problems: { invalid_request: "Enter the verification code as 6 digits." },
};

/** What URLs by text message and mail have in common. */
const link = {
  destination: "Send to",
  send: "Send the URL",
  sending: "Sending…",
  wait: {
    approve: {
      title: "Waiting for your other device",
      note: "Open the URL on the device that received it, check what it shows, and allow the login. This page then goes on by itself. Keep it open.",
    },
    continue: {
      title: "Open the URL that we sent",
      note: "Open the URL in this browser. The login goes on in the page that it opens.",
    },
  },
};

const linkMessage = {
  sent: "The URL was sent.",
  resent: "The URL was sent again. Only the newest one works.",
  expired: "The URL has expired. Resend it and open the one that arrives.",
  resend: "Resend the URL",
  resending: "Resending…",
  resendIn: (duration: string) => `You can resend in ${duration}`,
  resendReady: "You can resend the URL now.",
  sendsLeft: (count: number) => `You can resend ${times(count)} more`,
  noSendsLeft: "The URL cannot be sent again in this login. If it does not arrive, start over.",
};

export const byMethod: WordsByMethod = {
  totp: {
    way: "Authenticator app",
    legend: "How to verify",
    destination: "How to verify",
    leadOne: "To keep your account safe, enter the code that your authenticator app shows.",
    leadMany: "To keep your account safe, enter the code that your authenticator app shows. Choose the app.",
    send: "Next",
    sending: "One moment…",
    sendTo: () => "Use the authenticator app",
    lead: () => "Enter the 6 digits that your authenticator app shows.",
    code: {
      ...sentCode,
      hint: () => "6 digits",
      note: "The digits change every 30 seconds. Digits that were used once do not work again.",
      problems: {
        ...sentCode.problems,
        challenge_failed:
          "The code is not correct. Wait until your authenticator app shows new digits, and enter those.",
      },
    },
  },
  backup_code: {
    way: "Backup code",
    legend: "How to verify",
    destination: "How to verify",
    leadOne: "To keep your account safe, enter a backup code.",
    leadMany: "To keep your account safe, enter a backup code.",
    send: "Next",
    sending: "One moment…",
    sendTo: () => "Use a backup code",
    lead: () => "Enter one of your backup codes that you have not used yet.",
    code: {
      title: "Enter a backup code",
      label: "Backup code",
      hint: () => "8 digits",
      note: "Each backup code works once.",
      empty: "Enter the backup code.",
      problems: {
        invalid_request: "Enter the backup code as 8 digits.",
        challenge_failed: "The backup code is not correct, or was used before. Check it and enter it again.",
      },
    },
  },
  app: {
    way: "Approval app",
    legend: "How to verify",
    destination: "How to verify",
    leadOne: "To keep your account safe, confirm the login in your approval app.",
    leadMany: "To keep your account safe, confirm the login in your approval app. Choose the app.",
    send: "Ask the app",
    sending: "Asking…",
    sendTo: (hint) => `Use the approval app${aside(hint)}`,
    lead: () => "Open your approval app and check the login there.",
    wait: {
      approve: { title: "Confirm in the app", note: "Keep this page open. It goes on once you answer Yes in the app." },
      continue: {
        title: "Confirm in the app",
        note: "Keep this page open. It goes on once you answer Yes in the app.",
      },
    },
  },
  qr: {
    way: "QR code",
    legend: "How to verify",
    destination: "How to verify",
    leadOne: "To keep your account safe, scan a QR code with a phone that is signed in.",
    leadMany: "To keep your account safe, scan a QR code with a phone that is signed in.",
    send: "Show the QR code",
    sending: "One moment…",
    sendTo: () => "Use a QR code",
    lead: () => "Scan the QR code with a phone that is signed in to this service.",
    wait: {
      approve: {
        title: "Confirm by QR code",
        note: "Keep this page open. It goes on once you allow the login on your phone.",
      },
      continue: {
        title: "Confirm by QR code",
        note: "Keep this page open. It goes on once you allow the login on your phone.",
      },
    },
  },
  sms_code: {
    ...written,
    way: "Text",
    legend: "Phone number to send to",
    leadOne: "To keep your account safe, we will text a verification code to your registered phone number.",
    leadMany: "To keep your account safe, we will text you a verification code. Choose the phone number to send it to.",
    sendTo: (hint) => (hint === "" ? "Use a text message" : `Text ${hint}`),
    lead: (hint) => `Enter the code from the text message to ${number(hint)}.`,
    keepOpen: "Keep this page open while you look at the message. If you close it, the code will no longer work.",
    code: sentCode,
    message: {
      ...writtenMessage,
      reference: (reference) => `Make sure that the message says “ref ${reference}”.`,
      delivered: "Your carrier reports that it has delivered the text message.",
      bounced: "Text messages cannot be delivered to this number.",
      failed: "The text message could not be delivered.",
      unknown: "We do not know yet whether the text message was sent. It may still arrive.",
      silent: "If the text message does not arrive, you can receive the code another way.",
    },
  },
  sms_link: {
    ...link,
    way: "URL by text message",
    legend: "Number to send to",
    leadOne: "To keep your account safe, we send a one-time URL to your number by text message.",
    leadMany: "To keep your account safe, we send a one-time URL by text message. Choose the number.",
    sendTo: (hint) => `Use a URL by text message${aside(hint)}`,
    lead: (hint) => `We sent a one-time URL to ${number(hint)} by text message.`,
    message: {
      ...linkMessage,
      reference: (reference) => `Make sure that the message says “ref ${reference}”.`,
      delivered: "The carrier reports that the message was delivered.",
      bounced: "Text messages do not reach this number.",
      failed: "The message could not be delivered.",
      unknown: "We cannot tell whether the message was sent. It may still arrive.",
      silent: "If the message does not arrive, you can use another way.",
    },
  },
  voice: {
    way: "Call",
    legend: "Phone number to call",
    destination: "Number to call",
    leadOne: "To keep your account safe, we will call your registered phone number and tell you a verification code.",
    leadMany:
      "To keep your account safe, we will call you and tell you a verification code. Choose the number to call.",
    send: "Call me",
    sending: "Calling…",
    sendTo: (hint) => (hint === "" ? "Use a call" : `Call ${hint}`),
    lead: (hint) => `Enter the code that we tell you in a call to ${number(hint)}.`,
    keepOpen: "Keep this page open during the call. If you close it, the code will no longer work.",
    code: sentCode,
    message: {
      reference: (reference) => `After the code, the call says the reference “${reference}”.`,
      sent: "We are calling you.",
      resent: "We are calling you again.",
      delivered: "We have a report that the call was answered.",
      bounced: "This number cannot be called.",
      failed: "The call did not get through.",
      unknown: "We do not know yet whether the call was placed. It may still come.",
      silent: "If the call does not come, you can receive the code another way.",
      expired: "The code has expired. Have us call again and enter the new code.",
      resend: "Call me again",
      resending: "Calling…",
      resendIn: (duration) => `We can call again in ${duration}`,
      resendReady: "We can call you again now.",
      sendsLeft: (count) => `We can call ${times(count)} more`,
      noSendsLeft: "We cannot call again in this login. If the call does not come, start over.",
    },
  },
  email_link: {
    ...link,
    way: "URL by email",
    legend: "Address to send to",
    leadOne: "To keep your account safe, we send a one-time URL to your address.",
    leadMany: "To keep your account safe, we send a one-time URL by email. Choose the address.",
    sendTo: (hint) => `Use a URL by email${aside(hint)}`,
    lead: (hint) => `We sent a one-time URL to ${address(hint)}.`,
    message: {
      ...linkMessage,
      reference: (reference) => `Make sure that the subject says “ref ${reference}”.`,
      delivered: "The mail service reports that it has the message. Look in the spam folder too.",
      bounced: "Mail does not reach this address.",
      failed: "The mail could not be delivered.",
      unknown: "We cannot tell whether the mail was sent. It may still arrive.",
      silent: "If the mail does not arrive, you can use another way.",
    },
  },
  email_code: {
    ...written,
    way: "Mail",
    legend: "Address to send to",
    leadOne: "To keep your account safe, we will mail a verification code to your registered address.",
    leadMany: "To keep your account safe, we will mail you a verification code. Choose the address to send it to.",
    sendTo: (hint) => (hint === "" ? "Use mail" : `Mail ${hint}`),
    lead: (hint) => `Enter the code from the mail to ${address(hint)}.`,
    keepOpen: "Keep this page open while you look at the mail. If you close it, the code will no longer work.",
    code: sentCode,
    message: {
      ...writtenMessage,
      reference: (reference) => `Make sure that the mail's subject says “ref ${reference}”.`,
      delivered: "Your mail service reports that it has received the mail. Look in your spam folder too.",
      bounced: "Mail cannot be delivered to this address.",
      failed: "The mail could not be delivered.",
      unknown: "We do not know yet whether the mail was sent. It may still arrive.",
      silent: "If the mail does not arrive, you can receive the code another way.",
    },
  },
};
