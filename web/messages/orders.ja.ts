/** Where the identifier is asked first: password and code on one page, or the password last. */
export const orderWords = {
  next: "次へ",
  nextBusy: "確認しています…",
  passwordFirst: "パスワードを先に入力する",
  together: {
    title: (label: string) => `パスワードと${label}の入力`,
    codeOptional: "2段階認証を設定していない方や、信頼済みブラウザをお使いの方は、空欄のままログインできます。",
    /** It does not say which. */
    refused: (label: string) =>
      `ログインID、パスワード、${label}のいずれかが正しくありません。ご確認のうえ、もう一度入力してください。`,
  },
  password: {
    title: "パスワードの入力",
    back: "パスワードの入力に戻る",
    last: "ご本人確認が完了しました。続けて、パスワードを入力してください。",
    alone:
      "2段階認証を設定していない方や、信頼済みブラウザをお使いの方は、パスワードだけでログインできます。それ以外の方は、認証コードなどによるご本人確認も必要です。",
    refusedLast: "パスワードが正しくありません。ご確認のうえ、もう一度入力してください。",
    refusedAlone:
      "ログインIDまたはパスワードが正しくないか、ご本人確認がまだ済んでいません。ご確認のうえ、もう一度お試しください。",
    byCode: "認証コードなどでご本人確認をする",
  },
  notHere: {
    title: "ログインを始めたブラウザで開いてください",
    text: "このURLは、ログインを始めたブラウザでのみ使えます。そのブラウザで開けない場合は、お手数ですが、最初からやり直してください。",
  },
};
