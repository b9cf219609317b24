import type { trustedBrowsers as listJa, browsersSaved as savedJa } from "./trusted-browsers.ja.ts";

export const trustedBrowsers: typeof listJa = {
  browsers: {
    title: "Trusted browsers",
    lead: "On these browsers your password is enough to log in. Remove any that you do not know.",
    empty: "There are no trusted browsers.",
    emptyHint: "Choose “Trust this browser” when you log in.",
    current: "This browser",
    details: (parts) => parts.join(" · "),
    lastUsed: (moment) => `last used ${moment}`,
    until: (moment) => `until ${moment}`,
    removeAll: "Remove all",
    removeAllTitle: "Remove all trusted browsers",
    removeAllLead: "From the next login on, every browser asks for the second step.",
    editTitle: "Trusted browser",
    facts: {
      browser: "Browser",
      area: "Last used in",
      createdAt: "Registered",
      lastUsedAt: "Last used",
      expiresAt: "Trusted until",
    },
    unknown: "Unknown",
    gone: "This browser was removed, or is trusted no more.",
    toList: "Back to the trusted browsers",
    name: "Name",
    nameHint: "What you call it yourself (up to 40 characters).",
    nameEmpty: "Enter a name.",
    nameWrong: "Enter a name of up to 40 characters, without line breaks or control characters.",
    rename: "Change the name",
    renaming: "Changing…",
    remove: "Remove",
    removing: "Removing…",
    removeTitle: "Remove the trusted browser",
    removeLead: "From its next login on, this browser asks for the second step.",
  },
};

export const browsersSaved: typeof savedJa = {
  browserRenamed: "The name was changed.",
  browserRemoved: "The browser is trusted no more.",
  browsersRemoved: "No browser is trusted any more.",
};
