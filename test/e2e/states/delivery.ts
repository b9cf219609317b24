import type { DeliveryState, MethodType } from "../../../shared/contract/schemas.ts";
import { refuse, rewrite } from "../network.ts";
import { choose, sendCode } from "../steps.ts";
import { atMethod, fastForward, methodsThatWork, type Reach, resendReady, type States } from "./reach.ts";

/** The API's word on the message, by whichever way it was sent. */
const reported =
  (delivery: DeliveryState, type: MethodType = "sms_code"): Reach =>
  async (suite) => {
    const page = await atMethod(suite, 1, 1);
    await rewrite(page, "**/v1/logins/**", /"delivery":"sent"/, `"delivery":"${delivery}"`);
    await choose(page, type);
    await sendCode(page);
    return page;
  };

const silent =
  (type: MethodType): Reach =>
  async (suite) => {
    const page = await atMethod(suite, 1, 1);
    await page.clock.install();
    await choose(page, type);
    await sendCode(page);
    await fastForward(page, "00:31");
    await page.getByText("場合は、別の方法でも受け取れます。").first().waitFor();
    return page;
  };

/** The code page, by how the code comes and what becomes of it. */
export const deliveryStates = {
  "code-call": async (suite) => {
    const page = await atMethod(suite, 1);
    await choose(page, "voice");
    await sendCode(page);
    await page.getByText("からお電話します。").waitFor();
    return page;
  },
  "code-failed": reported("failed"),
  "code-bounced": reported("bounced", "email_code"),
  "code-unknown": reported("unknown"),
  "code-delivered": reported("delivered"),
  "code-call-failed": reported("failed", "voice"),
  "code-failed-alone": async (suite) => {
    const page = await atMethod(suite, 0, 1);
    await rewrite(page, "**/v1/logins/**", /"delivery":"sent"/, '"delivery":"failed"');
    await sendCode(page);
    return page;
  },
  "code-silent": silent("sms_code"),
  "code-call-silent": silent("voice"),
  "code-resend-undelivered": async (suite) => {
    const page = await resendReady(suite);
    await page.route("**/challenges", refuse("delivery_unavailable", { methods: methodsThatWork }));
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    await page.getByText("ただいま送信できません").waitFor();
    return page;
  },
} as const satisfies States;
