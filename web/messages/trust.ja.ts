/** Trusting the browser that signs in: on the code page, and once the login is complete. */
export const trust = {
  box: "このブラウザを信頼済みとして登録する",
  /** @param days not known before the password. */
  hint: (days: number | undefined) =>
    `${days === undefined ? "一定の期間" : `${days}日間`}、このブラウザでは2段階目の認証を省略できます。共用の端末では登録しないでください。`,
  name: "登録名",
  nameHint: "信頼済みブラウザの一覧に表示されます（40文字まで）。",
  nameEmpty: "登録名を入力してください。",
  nameWrong: "登録名は、改行などの制御文字を使わずに、40文字までで入力してください。",
  title: "このブラウザの登録",
  register: "信頼済みブラウザを登録する",
  registering: "登録しています…",
  registered: "このブラウザを信頼済みとして登録しました。",
  over: "このブラウザを登録できませんでした。次回のログイン時に登録してください。",
};
