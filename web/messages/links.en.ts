import type { linkWords as ja } from "./links.ja.ts";

/** Waiting for another device, and what a one-time URL shows there. */
export const linkWords: typeof ja = {
  wait: {
    matchWarning: "Never tell anyone this number.",
    emailNotArrived: "The mail does not arrive",
    back: "Back to waiting",
  },
  link: {
    loading: "Checking the URL…",
    facts: {
      browser: "Browser and system",
      area: "Approximate place",
      time: "Time",
      reference: "Reference",
      unknown: "Unknown",
    },
    approve: {
      title: "Confirm a login",
      lead: "Somebody is logging in to your account on this device:",
      warningTitle: "Please take care",
      warnings: [
        "Make sure that it is the device on which you are logging in right now.",
        "If you do not know of it, or if somebody asked you by phone or message to do this, never allow it: your account may be taken over.",
      ],
      acknowledge: "I have read the warning above.",
      acknowledgeFirst: "Read the warning and tick the box.",
      matchNumber: "Confirmation number",
      matchHint: "The two digits on the screen of the device that logs in",
      matchEmpty: "Enter the confirmation number.",
      submit: "Log in on the device above",
      submitting: "Checking…",
      deny: "Do not allow the login",
      problems: {
        challenge_failed:
          "The number is not correct. Look at the screen of the device that logs in, and enter it again.",
        invalid_request: "Enter the confirmation number as 2 digits.",
      },
    },
    deny: {
      title: "Deny the login?",
      lead: "The device that was shown will not be able to log in.",
      submit: "Deny it",
      submitting: "One moment…",
      back: "Go back",
    },
    approved: {
      title: "The login was allowed",
      text: "The device that logs in goes on by itself. You are done here.",
      ok: "OK",
      close: "You can close this page.",
    },
    denied: {
      title: "The login was denied",
      text: "The device that was shown can no longer log in.",
      advice:
        "If it was not you, somebody may know your password. Change it at once, and remove devices and trusted browsers that you do not know.",
      notMe: "Say that it was not me",
      toSettings: "Check your settings",
    },
    continues: {
      title: "Go on logging in",
      lead: "The login that you began in this browser goes on.",
      submit: "Go on",
      submitting: "Checking…",
    },
    signIn: {
      title: "Log in",
      lead: "The login began in another browser, or it has expired. To go on, enter your login ID and password.",
    },
    over: {
      link_used: {
        title: "This URL has been used",
        text: "A URL works once. To log in, start over.",
      },
      link_expired: {
        title: "This URL has expired",
        text: "Please start over.",
      },
      link_superseded: {
        title: "This URL no longer works",
        text: "A newer URL or code was sent. Look at the message that arrived last.",
      },
      login_closed: {
        title: "This login is over",
        text: "The login was cancelled or has ended. To log in, start over.",
      },
      locked: {
        title: "Too many wrong numbers",
        text: "Wrong numbers were entered again and again, so the login was ended. Please start over.",
      },
      not_found: {
        title: "The URL is not correct",
        text: "A part of it may be missing. Open it again from the message.",
      },
    },
  },
};
