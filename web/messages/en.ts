import { approvals } from "./approvals.en.ts";
import { delegated } from "./delegated.en.ts";
import { ended } from "./endings.en.ts";
import type { Messages } from "./ja.ts";
import { linkWords } from "./links.en.ts";
import { byMethod, times } from "./methods.en.ts";
import { orderWords } from "./orders.en.ts";
import { trust } from "./trust.en.ts";

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

export const en: Messages = {
  title: (page, service) => `${page} | ${service}`,
  errorTitle: (title) => `Error: ${title}`,
  duration: ({ hours, minutes, seconds }) => {
    if (hours > 0) return `${hours} h ${minutes} min`;
    if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
    return plural(seconds, "second");
  },
  common: {
    loading: "Loading…",
    notLoaded: {
      title: "This page could not be loaded",
      text: "Please check your connection and try again.",
    },
    languageNotLoaded: "Japanese (日本語) could not be loaded. Please check your connection and try again.",
    switchLanguage: "Change the language",
    tryAgain: "Try again",
    trying: "Trying again…",
    startOver: "Start over",
    networkFailure: "We could not connect. Check your connection and try again. What you entered is still here.",
    wait: (duration) => `Please wait ${duration}.`,
    waitOver: "You can try again now.",
    backToCode: "Back to entering the code",
    backToMethod: "Back to choosing how to receive it",
    backToLogin: "Back to login",
  },
  ways: {
    help: "Help",
    about: "Our official senders",
    unknownMessage: "You received a message that you did not ask for",
    forgotten: "Ask for the mail again",
    changePassword: "Change password",
    unchanged: "Back without changes",
    recovery: "I can use none of these",
  },
  support: {
    title: "Contact support",
    none: "Please see the information of the service that you use for how to contact its support.",
    phone: "Phone",
    web: "Website",
    app: "App",
    toWeb: "Open the contact page",
  },
  textSize: { title: "Text size", small: "Small", medium: "Medium", large: "Large" },
  login: {
    title: "Log in",
    identifier: "Login ID",
    password: "Password",
    show: "Show",
    hide: "Hide",
    showPassword: "Show password",
    hidePassword: "Hide password",
    submit: "Log in",
    submitting: "Checking…",
    identifierEmpty: "Enter your login ID.",
    passwordEmpty: "Enter your password.",
    forgotten: "Forgotten your password?",
    contact: "Contact us",
  },
  method: {
    title: "Confirm it is you",
    /** Where they differ. */
    mixed: {
      legend: "How to receive it",
      leadMany: "To keep your account safe, we will send you a verification code. Choose how to receive it.",
      send: "Send the code",
      sending: "Sending…",
    },
    /** Where one of them sends nothing. */
    mixedHeld: {
      legend: "How to verify",
      leadMany: "To keep your account safe, please confirm that it is you. Choose how.",
      send: "Send the code",
      sending: "Sending…",
    },
    cancel: "Cancel this login",
    none: "There is no verification method registered that you can use. Please contact support.",
  },
  code: {
    submit: "Verify",
    submitting: "Checking…",
    attemptsLeft: (count) => `You can try ${times(count)} more.`,
    callKey: (key) => `When you answer the call, press “${key}” on your phone's keypad.`,
    callFrom: (number) => `We call from ${number}.`,
    useOther: "Please choose another way.",
    useOtherOrResend: "If nothing comes for a while, send it again or try another way.",
    noOther: "Please try again later. If it is urgent, contact support.",
    notArrived: "The code does not arrive",
    otherMethod: "Receive it another way",
    otherWay: "Verify another way",
    useBackup: "Log in with a backup code",
    useBackupToProve: "Use a backup code",
    lost: "I cannot find the code",
  },
  byMethod,
  ...linkWords,
  delegated,
  approvals,
  trust,
  orders: orderWords,
  unusual: "This login comes from an unusual place or browser, so we ask you to confirm that it is you.",
  ended,
  complete: {
    loading: "Completing your login…",
    title: "You are logged in",
    text: "We have confirmed that it is you.",
    done: "Done",
    close: "You can close this page now.",
    failedTitle: "We could not complete your login",
    failed: "We have confirmed that it is you. Please try again.",
    toSettings: "Settings",
    toMenu: "To the member menu",
    toReturn: "Back to where you were",
    backup: {
      title: "You logged in with a backup code",
      text: "A backup code is a temporary way to log in. If you can no longer use your authenticator app or phone, switch two-step verification off soon and set it up again.",
      textKept:
        "A backup code is a temporary way to log in. If you can no longer use your authenticator app or phone, add a new method in the settings soon, and remove the one that you cannot use.",
    },
    few: (left) =>
      left === 0
        ? "You have no backup codes left. Please make new ones."
        : `You have ${plural(left, "backup code")} left. We recommend that you make new ones.`,
    makeCodes: "Make new backup codes",
  },
  notFound: {
    title: "Page not found",
    text: "The address may have changed or been mistyped.",
    toLogin: "Go to login",
  },
  problems: {
    invalid_request: "Something you entered is not valid. Check it and enter it again.",
    unauthenticated: "This login cannot go on. Please start over.",
    forbidden: "This is not possible here. Try another way.",
    not_found: "That method cannot be used. Choose another.",
    login_closed: "This login has already ended. Please start over.",
    identifier_taken: "That login ID is already in use.",
    insufficient_user_authentication: "Please confirm again that it is you.",
    link_used: "This URL has been used already.",
    link_expired: "This URL has expired. Please start over.",
    link_superseded: "A newer URL was sent, so this one no longer works. Open the one that arrived last.",
    password_unfit: "This password cannot be chosen. Enter another one.",
    acknowledgement_required: "Read the warning and tick the box.",
    password_elsewhere: "Your password is changed on the pages of the service that you use.",
    self_disable_off: "This service does not let you switch two-step verification off.",
    last_method: "This is your last verification method, so this is not possible. Please add another method first.",
    password_change_required: "Your password must be changed.",
    changed_meanwhile: "Your settings were changed on another page or device, so this was not done. Please try again.",
    login_expired: "Your login has expired. Please start over.",
    code_expired: "The code has expired. Resend it and enter the code that arrives.",
    credentials_invalid: "The login ID or the password is not correct. Check them and enter them again.",
    challenge_failed: "The code is not correct. Check it and enter it again.",
    trust_name_required: "Enter a name for the trusted browser.",
    idempotency_key_reused: "That did not go through. Please try again.",
    too_many_attempts: "There were too many wrong entries, so we are not accepting more for a while.",
    too_many_sends: "Too many messages were sent. Please try again later.",
    slow_down: "There were too many requests in a short time, so we are not accepting more for a while.",
    internal: "Something went wrong on our side. Please try again later.",
    delivery_unavailable: "We cannot send it at the moment.",
    unavailable: "We are busy at the moment. Please wait a little and try again.",
  },
};
