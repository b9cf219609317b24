import type { WordsByMethod } from "./methods.ts";

/** Before the password no hint is known. */
const aside = (hint: string) => (hint === "" ? "" : `（${hint}）`);
const number = (hint: string) => (hint === "" ? "ご登録の電話番号" : `${hint} `);
const address = (hint: string) => (hint === "" ? "ご登録のメールアドレス" : `${hint} `);

/** What SMS and mail have in common. */
const written = {
  destination: "送信先",
  send: "認証コードを送信する",
  sending: "送信しています…",
};

const writtenMessage = {
  sent: "認証コードを送信しました。",
  resent: "認証コードを再送しました。いちばん新しく届いたメッセージをご確認ください。",
  expired: "認証コードの有効期限が切れました。再送して、新しく届いた認証コードを入力してください。",
  resend: "認証コードを再送する",
  resending: "再送しています…",
  resendIn: (duration: string) => `あと${duration}で再送できます`,
  resendReady: "再送できるようになりました。",
  sendsLeft: (count: number) => `再送できる回数：あと${count}回`,
  noSendsLeft: "このログインでは、これ以上再送できません。届かない場合は、最初からやり直してください。",
};

const sentCode = {
  title: "認証コードの入力",
  label: "認証コード",
  hint: (time: string) => `6桁の数字（有効期限：${time}まで）`,
  empty: "認証コードを入力してください。",
  problems: { invalid_request: "認証コードは6桁の数字で入力してください。" },
};

/** What URLs by SMS and mail have in common. */
const link = {
  destination: "送信先",
  send: "確認用のURLを送信する",
  sending: "送信しています…",
  wait: {
    approve: {
      title: "別の端末での確認をお待ちしています",
      note: "受け取った端末でURLを開き、内容をご確認のうえ、ログインを許可してください。許可されると、この画面が自動で切り替わります。画面は閉じずにお待ちください。",
    },
    continue: {
      title: "届いたURLを開いてください",
      note: "このブラウザで、届いたURLを開いてください。URLを開いた画面で、ログインの続きを行えます。",
    },
  },
};

const linkMessage = {
  sent: "確認用のURLを送信しました。",
  resent: "確認用のURLを再送しました。いちばん新しく届いたURLだけが使えます。",
  expired: "URLの有効期限が切れました。再送して、新しく届いたURLを開いてください。",
  resend: "URLを再送する",
  resending: "再送しています…",
  resendIn: (duration: string) => `あと${duration}で再送できます`,
  resendReady: "再送できるようになりました。",
  sendsLeft: (count: number) => `再送できる回数：あと${count}回`,
  noSendsLeft: "このログインでは、これ以上再送できません。届かない場合は、最初からやり直してください。",
};

export const byMethod: WordsByMethod = {
  totp: {
    way: "認証アプリ",
    legend: "認証方法",
    destination: "認証方法",
    leadOne: "安全のため、認証アプリに表示される認証コードでご本人確認を行います。",
    leadMany: "安全のため、認証アプリに表示される認証コードでご本人確認を行います。アプリをお選びください。",
    send: "次へ",
    sending: "準備しています…",
    sendTo: () => "認証アプリを使う",
    lead: () => "認証アプリに表示されている6桁の数字を入力してください。",
    code: {
      ...sentCode,
      hint: () => "6桁の数字",
      note: "数字は30秒ごとに変わります。一度使った数字は使えません。",
      problems: {
        ...sentCode.problems,
        challenge_failed:
          "認証コードが正しくありません。認証アプリに新しい数字が表示されてから、もう一度入力してください。",
      },
    },
  },
  backup_code: {
    way: "バックアップコード",
    legend: "認証方法",
    destination: "認証方法",
    leadOne: "安全のため、バックアップコードでご本人確認を行います。",
    leadMany: "安全のため、バックアップコードでご本人確認を行います。",
    send: "次へ",
    sending: "準備しています…",
    sendTo: () => "バックアップコードを使う",
    lead: () => "保管しているバックアップコードのうち、まだ使っていないものを1つ入力してください。",
    code: {
      title: "バックアップコードの入力",
      label: "バックアップコード",
      hint: () => "8桁の数字",
      note: "1つのバックアップコードは、一度だけ使えます。",
      empty: "バックアップコードを入力してください。",
      problems: {
        invalid_request: "バックアップコードは8桁の数字で入力してください。",
        challenge_failed:
          "バックアップコードが正しくないか、すでに使われています。ご確認のうえ、もう一度入力してください。",
      },
    },
  },
  app: {
    way: "承認アプリ",
    legend: "認証方法",
    destination: "認証方法",
    leadOne: "安全のため、承認アプリでご本人確認を行います。",
    leadMany: "安全のため、承認アプリでご本人確認を行います。アプリをお選びください。",
    send: "アプリに確認を送る",
    sending: "送信しています…",
    sendTo: (hint) => `承認アプリ${aside(hint)}で確認する`,
    lead: () => "承認アプリを開いて、ログインの内容をご確認ください。",
    wait: {
      approve: {
        title: "承認アプリでの確認",
        note: "この画面は閉じないでください。アプリで「はい」と答えると、ログインが続きます。",
      },
      continue: {
        title: "承認アプリでの確認",
        note: "この画面は閉じないでください。アプリで「はい」と答えると、ログインが続きます。",
      },
    },
  },
  qr: {
    way: "QRコード",
    legend: "認証方法",
    destination: "認証方法",
    leadOne: "安全のため、ログイン中のスマートフォンでQRコードを読み取り、ご本人確認を行います。",
    leadMany: "安全のため、ログイン中のスマートフォンでQRコードを読み取り、ご本人確認を行います。",
    send: "QRコードを表示する",
    sending: "準備しています…",
    sendTo: () => "QRコードで確認する",
    lead: () => "このサービスにログイン中のスマートフォンで、QRコードを読み取ってください。",
    wait: {
      approve: {
        title: "QRコードでの確認",
        note: "この画面は閉じないでください。スマートフォンで許可すると、ログインが続きます。",
      },
      continue: {
        title: "QRコードでの確認",
        note: "この画面は閉じないでください。スマートフォンで許可すると、ログインが続きます。",
      },
    },
  },
  sms_code: {
    ...written,
    way: "SMS",
    legend: "送信先の電話番号",
    leadOne: "安全のため、ご登録の電話番号に認証コードをSMSでお送りします。",
    leadMany: "安全のため、認証コードをSMSでお送りします。送信先の電話番号をお選びください。",
    sendTo: (hint) => `SMS${aside(hint)}で受け取る`,
    lead: (hint) => `${number(hint)}にSMSで届く認証コードを入力してください。`,
    keepOpen: "SMSを確認している間も、この画面は閉じないでください。閉じると、認証コードは使えなくなります。",
    code: sentCode,
    message: {
      ...writtenMessage,
      reference: (reference) => `SMSに「照合${reference}」と書かれていることをご確認ください。`,
      delivered: "携帯電話会社から、SMSを届けたとの報告がありました。",
      bounced: "この電話番号には、SMSを届けられませんでした。",
      failed: "SMSを届けられませんでした。",
      unknown: "SMSを送信できたか、確認が取れていません。このまま届くこともあります。",
      silent: "SMSが届かない場合は、別の方法でも受け取れます。",
    },
  },
  sms_link: {
    ...link,
    way: "SMSで届くURL",
    legend: "送信先の電話番号",
    leadOne: "安全のため、ご登録の電話番号に確認用のURLをSMSでお送りします。",
    leadMany: "安全のため、確認用のURLをSMSでお送りします。送信先の電話番号をお選びください。",
    sendTo: (hint) => `SMSのURL${aside(hint)}で確認する`,
    lead: (hint) => `${number(hint)}にSMSで確認用のURLをお送りしました。`,
    message: {
      ...linkMessage,
      reference: (reference) => `SMSに「照合${reference}」と書かれていることをご確認ください。`,
      delivered: "携帯電話会社から、SMSを届けたとの報告がありました。",
      bounced: "この電話番号には、SMSを届けられませんでした。",
      failed: "SMSを届けられませんでした。",
      unknown: "SMSを送信できたか、確認が取れていません。このまま届くこともあります。",
      silent: "SMSが届かない場合は、別の方法でも確認できます。",
    },
  },
  voice: {
    way: "音声通話",
    legend: "電話をかける番号",
    destination: "電話をかける番号",
    leadOne: "安全のため、ご登録の電話番号にお電話し、認証コードを音声でお伝えします。",
    leadMany: "安全のため、お電話で認証コードをお伝えします。電話をかける番号をお選びください。",
    send: "電話をかける",
    sending: "電話をかけています…",
    sendTo: (hint) => `音声通話${aside(hint)}で受け取る`,
    lead: (hint) => `${number(hint)}にお電話でお伝えする認証コードを入力してください。`,
    keepOpen: "通話中も、この画面は閉じないでください。閉じると、認証コードは使えなくなります。",
    code: sentCode,
    message: {
      reference: (reference) => `お電話では、認証コードのあとに照合文字「${reference}」をお伝えします。`,
      sent: "電話をかけました。",
      resent: "もう一度電話をかけました。",
      delivered: "電話がつながったとの報告がありました。",
      bounced: "この電話番号には、電話をかけられませんでした。",
      failed: "電話がつながりませんでした。",
      unknown: "電話をかけられたか、確認が取れていません。このままかかってくることもあります。",
      silent: "電話がかかってこない場合は、別の方法でも受け取れます。",
      expired: "認証コードの有効期限が切れました。もう一度電話をかけて、新しい認証コードを入力してください。",
      resend: "もう一度電話をかける",
      resending: "電話をかけています…",
      resendIn: (duration) => `あと${duration}でかけ直せます`,
      resendReady: "もう一度電話をかけられるようになりました。",
      sendsLeft: (count) => `かけ直せる回数：あと${count}回`,
      noSendsLeft: "このログインでは、これ以上電話をかけられません。かかってこない場合は、最初からやり直してください。",
    },
  },
  email_link: {
    ...link,
    way: "メールで届くURL",
    legend: "送信先のメールアドレス",
    leadOne: "安全のため、ご登録のメールアドレスに確認用のURLをお送りします。",
    leadMany: "安全のため、確認用のURLをメールでお送りします。送信先のメールアドレスをお選びください。",
    sendTo: (hint) => `メールのURL${aside(hint)}で確認する`,
    lead: (hint) => `${address(hint)}にメールで確認用のURLをお送りしました。`,
    message: {
      ...linkMessage,
      reference: (reference) => `メールの件名に「照合${reference}」と書かれていることをご確認ください。`,
      delivered: "メールサービスから、メールを受け取ったとの報告がありました。迷惑メールフォルダーもご確認ください。",
      bounced: "このメールアドレスには、メールを届けられませんでした。",
      failed: "メールを届けられませんでした。",
      unknown: "メールを送信できたか、確認が取れていません。このまま届くこともあります。",
      silent: "メールが届かない場合は、別の方法でも確認できます。",
    },
  },
  email_code: {
    ...written,
    way: "メール",
    legend: "送信先のメールアドレス",
    leadOne: "安全のため、ご登録のメールアドレスに認証コードをお送りします。",
    leadMany: "安全のため、認証コードをメールでお送りします。送信先のメールアドレスをお選びください。",
    sendTo: (hint) => `メール${aside(hint)}で受け取る`,
    lead: (hint) => `${address(hint)}にメールで届く認証コードを入力してください。`,
    keepOpen: "メールを確認している間も、この画面は閉じないでください。閉じると、認証コードは使えなくなります。",
    code: sentCode,
    message: {
      ...writtenMessage,
      reference: (reference) => `メールの件名に「照合${reference}」と書かれていることをご確認ください。`,
      delivered: "メールサービスから、メールを受け取ったとの報告がありました。迷惑メールフォルダーもご確認ください。",
      bounced: "このメールアドレスには、メールを届けられませんでした。",
      failed: "メールを届けられませんでした。",
      unknown: "メールを送信できたか、確認が取れていません。このまま届くこともあります。",
      silent: "メールが届かない場合は、別の方法でも受け取れます。",
    },
  },
};
