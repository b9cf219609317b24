import type { trust as ja } from "./trust.ja.ts";

export const trust: typeof ja = {
  box: "Trust this browser",
  hint: (days) =>
    `For ${days === undefined ? "some time" : days === 1 ? "1 day" : `${days} days`}, the second step is skipped on this browser. Do not do this on a device that others use too.`,
  name: "Name",
  nameHint: "Shown in the list of your trusted browsers (up to 40 characters).",
  nameEmpty: "Enter a name for this browser.",
  nameWrong: "Enter a name of up to 40 characters, without line breaks or control characters.",
  title: "Trust this browser",
  register: "Trust this browser",
  registering: "Registering…",
  registered: "This browser is trusted from now on.",
  over: "This browser could not be registered. Please do it when you log in next.",
};
