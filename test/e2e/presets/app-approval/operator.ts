import type { SettingsInput } from "../../../../shared/settings.ts";
import type { Suite } from "../../suite.ts";

/** Where a service sends its people, and they come back to. */
export const returnUrl = "https://shop.example.jp/signed-in";

const [owner, until] = ["identity team", "2099-12-31"];

/** The operator's own: who needs no second step, where no app is asked, and who judges the risk. */
export const operator = {
  approvals: { codesFrom: ["Firefox"] },
  risk: { adviser: "arn:aws:lambda:ap-northeast-1:000000000000:function:adviser" },
  clients: ["shop", "kiosk", "other"].map((clientId) => ({ clientId, returnUrls: [returnUrl] })),
  exemptions: [
    { rule: "strong_first_factor", clientId: "shop", owner, reason: "a passkey is two factors", until },
    { rule: "automatic_login", clientId: "shop", owner, reason: "the app is bound to its device", until },
    { rule: "client", clientId: "kiosk", owner, reason: "stands in our own shops", until },
  ],
} satisfies SettingsInput;

/** How risky the operator's adviser finds each sign-in from now on. */
export const advise =
  (score: number) =>
  ({ stack }: Suite): void =>
    stack.functions.set("adviser", { answer: { score }, delayMs: 0 });
