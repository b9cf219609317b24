/** Backup codes: how they stand, are shown and are kept. */
export const codesWords = {
  codes: {
    title: "バックアップコード",
    lead: "認証アプリや電話機をご利用になれないときに、一時的にログインするための8桁の数字です。1つにつき一度だけ使えます。",
    left: "使えるバックアップコード",
    count: (left: number, total: number) => `${total}個中 残り${left}個`,
    made: "作成日時",
    none: "バックアップコードは作成されていません。",
    show: "現在のバックアップコードを表示する",
    showing: "準備しています…",
    make: "新しく作成",
    makeFirst: "バックアップコードを作成する",
    making: "作成しています…",
    needsMethod: "バックアップコードは、2段階認証を有効にすると作成できます。",
    confirmTitle: "バックアップコードの新規作成",
    confirmLead: "新しく作成すると、以前のバックアップコードは、使っていないものもすべて使えなくなります。",
    shownTitle: "バックアップコード",
    shownLead: "印刷するかダウンロードして、安全な場所に保管してください。使ったものには印を付けてください。",
    neverAgain: "このページを離れると、バックアップコードはもう一度表示できません。",
    secret:
      "バックアップコードを知っている人は、パスワードと合わせてログインできます。ほかの人に知られないようにしてください。",
    used: "使用済み",
    print: "印刷用に表示する",
    download: "ファイルに保存する",
    downloadWarning:
      "保存したファイルが流出すると、不正にログインされるおそれがあります。共有のパソコンやクラウドには保存しないでください。",
    done: "保管しました",
  },
  print: {
    title: (service: string) => `${service} バックアップコード`,
    account: "アカウント",
    made: "作成日時",
    void: "以前のバックアップコードは使えません。",
    use: "1つにつき一度だけ使えます。使ったら□に印を付けてください。",
    print: "印刷する",
    back: "バックアップコードに戻る",
    file: (service: string) => `${service}-backup-codes.txt`,
    warning:
      "【注意】このファイルが流出すると、不正にログインされるおそれがあります。ほかの人に見せたり、共有の場所に置いたりしないでください。",
  },
};
