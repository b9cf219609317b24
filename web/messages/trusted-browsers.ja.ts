/** `/settings/trusted-browsers`. */
export const trustedBrowsers = {
  browsers: {
    title: "信頼済みブラウザ",
    lead: "次のブラウザでは、パスワードだけでログインできます。心当たりのないブラウザは、登録を解除してください。",
    empty: "登録されている信頼済みブラウザはありません。",
    emptyHint: "ログイン時に「このブラウザを信頼済みとして登録する」を選ぶと、登録できます。",
    current: "このブラウザ",
    details: (parts: readonly string[]) => parts.join("・"),
    lastUsed: (moment: string) => `最終利用：${moment}`,
    until: (moment: string) => `${moment}まで`,
    removeAll: "すべての登録を解除する",
    removeAllTitle: "すべての信頼済みブラウザの解除",
    removeAllLead: "すべてのブラウザで、次回のログインから2段階目の認証が必要になります。",
    editTitle: "信頼済みブラウザの詳細",
    facts: {
      browser: "ブラウザ",
      area: "最後に利用した地域",
      createdAt: "登録日時",
      lastUsedAt: "最終利用日時",
      expiresAt: "有効期限",
    },
    unknown: "不明",
    gone: "この信頼済みブラウザは、すでに登録が解除されたか、有効期限が切れています。",
    toList: "信頼済みブラウザに戻る",
    name: "登録名",
    nameHint: "ご自身で見分けるための名前です（40文字まで）。",
    nameEmpty: "登録名を入力してください。",
    nameWrong: "登録名は、改行などの制御文字を使わずに、40文字までで入力してください。",
    rename: "登録名を変更する",
    renaming: "変更しています…",
    remove: "登録を解除する",
    removing: "解除しています…",
    removeTitle: "信頼済みブラウザの解除",
    removeLead: "このブラウザでは、次回のログインから2段階目の認証が必要になります。",
  },
};

export const browsersSaved = {
  browserRenamed: "登録名を変更しました。",
  browserRemoved: "信頼済みブラウザの登録を解除しました。",
  browsersRemoved: "すべての信頼済みブラウザの登録を解除しました。",
};
