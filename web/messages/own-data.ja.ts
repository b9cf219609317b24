/** The page where people take everything with them that is kept of them. */
export const ownData = {
  title: "登録情報のダウンロード",
  lead: "このサービスに登録されている情報と利用の記録を、1つのファイル（JSON形式）にまとめてダウンロードできます。パスワード、認証アプリのキー、バックアップコードは含まれません。",
  contents: {
    title: "ファイルに含まれる内容",
    items: [
      "ログインID、設定、認証方法（電話番号とメールアドレスを含みます）",
      "信頼済みブラウザ、ログイン中の端末",
      "これまでの利用の記録",
    ],
  },
  warning: "ファイルには個人情報が含まれます。ほかの人と共有している端末には保存しないでください。",
  save: "ダウンロードする",
  saving: "準備しています…",
  saved: "ダウンロードしました。ファイルは大切に保管し、不要になったら削除してください。",
  file: (service: string) => `${service}-登録情報.json`,
};
