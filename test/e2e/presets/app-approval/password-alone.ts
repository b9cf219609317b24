import { answerRequest, matchNumberOn } from "../../approval-steps.ts";
import { enterPasswordAlone } from "../../order-steps.ts";
import { link } from "../../settings-steps.ts";
import { heading } from "../../steps.ts";
import type { LinesOf } from "../preset.ts";
import { paired, waiting } from "./app.ts";

export const passwordAloneLines: LinesOf<"appApproval"> = (line) => {
  line(
    22,
    "the password before waiting passes as well: the page waits on, and the app's 「はい」 ends it",
    async (suite) => {
      const { person, phone } = await paired(suite);
      const page = await waiting(suite, person);
      const number = await matchNumberOn(page);
      await link(page, "パスワードを先に入力する").click();
      await enterPasswordAlone(page, person.password);
      await heading(page, "承認アプリで確認してください").waitFor();
      await answerRequest(phone, "はい", number);
      await heading(page, "ログインしました").waitFor();
    },
  );
};
