import type { codesWords as ja } from "./codes.ja.ts";

export const codesWords: typeof ja = {
  codes: {
    title: "Backup codes",
    lead: "8 digits to log in with for a time when you cannot use your authenticator app or phone. Each works once.",
    left: "Codes that can be used",
    count: (left, total) => `${left} of ${total} left`,
    made: "Made",
    none: "You have not made backup codes.",
    show: "Show the current backup codes",
    showing: "One moment…",
    make: "Make new ones",
    makeFirst: "Make backup codes",
    making: "Making…",
    needsMethod: "You can make backup codes once two-step verification is on.",
    confirmTitle: "Make new backup codes",
    confirmLead: "When you make new ones, all the old ones stop working, used or not.",
    shownTitle: "Backup codes",
    shownLead: "Print or download them and keep them in a safe place. Tick those that you have used.",
    neverAgain: "When you leave this page, they cannot be shown again.",
    secret: "Whoever knows a backup code and your password can log in. Do not let anyone see them.",
    used: "used",
    print: "Show for printing",
    download: "Save as a file",
    downloadWarning:
      "If the file leaks, somebody else may log in. Do not save it on a shared computer or in the cloud.",
    done: "I have kept them",
  },
  print: {
    title: (service) => `${service} backup codes`,
    account: "Account",
    made: "Made",
    void: "Earlier backup codes no longer work.",
    use: "Each works once. Tick the box when you have used it.",
    print: "Print",
    back: "Back to backup codes",
    file: (service) => `${service}-backup-codes.txt`,
    warning:
      "WARNING: If this file leaks, somebody else may log in. Do not show it to anyone or keep it where others can read it.",
  },
};
