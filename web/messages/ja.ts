import type { ProblemCode } from "../../shared/contract/problems.ts";
import type { TimeParts } from "../state/countdown.ts";
import { approvals } from "./approvals.ja.ts";
import { delegated } from "./delegated.ja.ts";
import { ended } from "./endings.ja.ts";
import { linkWords } from "./links.ja.ts";
import { byMethod } from "./methods.ja.ts";
import { orderWords } from "./orders.ja.ts";
import { trust } from "./trust.ja.ts";

/** Every word of the pages. The other languages have its shape, so a missing sentence does not compile. */
export const ja = {
  title: (page: string, service: string) => `${page}｜${service}`,
  errorTitle: (title: string) => `エラー：${title}`,
  duration: ({ hours, minutes, seconds }: TimeParts) => {
    if (hours > 0) return `${hours}時間${minutes}分`;
    if (minutes > 0) return seconds > 0 ? `${minutes}分${seconds}秒` : `${minutes}分`;
    return `${seconds}秒`;
  },
  common: {
    loading: "読み込んでいます…",
    notLoaded: {
      title: "ページを読み込めませんでした",
      text: "電波の状況をご確認のうえ、もう一度お試しください。",
    },
    languageNotLoaded: "Englishの表示を読み込めませんでした。電波の状況をご確認のうえ、もう一度お試しください。",
    switchLanguage: "表示言語を切り替える",
    tryAgain: "もう一度試す",
    trying: "もう一度試しています…",
    startOver: "最初からやり直す",
    networkFailure:
      "通信できませんでした。電波の状況をご確認のうえ、もう一度お試しください。入力した内容はそのまま残っています。",
    wait: (duration: string) => `あと${duration}お待ちください。`,
    waitOver: "もう一度お試しいただけます。",
    backToCode: "認証コードの入力に戻る",
    backToMethod: "受け取り方法の選択に戻る",
    backToLogin: "ログイン画面に戻る",
  },
  /** What leads to pages of another file, by their titles. */
  ways: {
    help: "ヘルプ",
    about: "公式の送信元のご案内",
    unknownMessage: "心当たりのないメッセージが届いた方へ",
    forgotten: "再設定のメールを申し込む",
    changePassword: "パスワードを変更する",
    unchanged: "変更せずに戻る",
    recovery: "どの認証方法も利用できない方",
  },
  support: {
    title: "お問い合わせ窓口",
    none: "お問い合わせ先は、ご利用中のサービスの案内をご確認ください。",
    phone: "電話",
    web: "ウェブサイト",
    app: "アプリ",
    toWeb: "お問い合わせページを開く",
  },
  textSize: { title: "文字サイズ", small: "小", medium: "中", large: "大" },
  login: {
    title: "ログイン",
    identifier: "ログインID",
    password: "パスワード",
    show: "表示",
    hide: "非表示",
    showPassword: "パスワードを表示",
    hidePassword: "パスワードを非表示",
    submit: "ログイン",
    submitting: "確認しています…",
    identifierEmpty: "ログインIDを入力してください。",
    passwordEmpty: "パスワードを入力してください。",
    forgotten: "パスワードを忘れた方",
    contact: "お問い合わせ",
  },
  method: {
    title: "ご本人確認",
    /** Where they differ. */
    mixed: {
      legend: "受け取り方法",
      leadMany: "安全のため、認証コードをお送りします。受け取り方法をお選びください。",
      send: "認証コードを送信する",
      sending: "送信しています…",
    },
    /** Where one of them sends nothing. */
    mixedHeld: {
      legend: "認証方法",
      leadMany: "安全のため、ご本人確認を行います。認証方法をお選びください。",
      send: "認証コードを送信する",
      sending: "送信しています…",
    },
    cancel: "ログインをやめる",
    none: "ご利用いただける認証方法が登録されていません。お手数ですが、お問い合わせ窓口までご連絡ください。",
  },
  code: {
    submit: "認証する",
    submitting: "確認しています…",
    attemptsLeft: (count: number) => `あと${count}回入力できます。`,
    callKey: (key: string) => `電話に出たら、電話機のボタンで「${key}」を押してください。`,
    callFrom: (number: string) => `${number} からお電話します。`,
    useOther: "別の方法をお選びください。",
    useOtherOrResend: "少し待っても届かない場合は、再送するか、別の方法をお試しください。",
    noOther: "時間をおいてもう一度お試しください。お急ぎの場合は、お問い合わせ窓口までご連絡ください。",
    notArrived: "認証コードが届かない方",
    otherMethod: "別の方法で受け取る",
    otherWay: "別の方法で認証する",
    useBackup: "バックアップコードを使用してログインする",
    useBackupToProve: "バックアップコードを使用する",
    lost: "認証コードが分からない方",
  },
  byMethod,
  ...linkWords,
  delegated,
  approvals,
  trust,
  orders: orderWords,
  /** Why a second step is asked, where it is for the risk alone. */
  unusual: "いつもと異なる環境からのログインのため、ご本人確認をお願いしています。",
  ended,
  complete: {
    loading: "ログインを完了しています…",
    title: "ログインしました",
    text: "ご本人確認が完了しました。",
    done: "完了",
    close: "この画面は閉じていただいてかまいません。",
    failedTitle: "ログインを完了できませんでした",
    failed: "ご本人確認は済んでいます。もう一度お試しください。",
    toSettings: "設定",
    toMenu: "会員メニューへ",
    toReturn: "元のページに戻る",
    backup: {
      title: "バックアップコードでログインしました",
      text: "バックアップコードは一時的なログイン方法です。認証アプリや電話機をご利用になれない場合は、お早めに2段階認証をいったん解除し、設定し直してください。",
      textKept:
        "バックアップコードは一時的なログイン方法です。認証アプリや電話機をご利用になれない場合は、お早めに「設定」で新しい認証方法を追加し、使えなくなった方法を削除してください。",
    },
    few: (left: number) =>
      left === 0
        ? "使えるバックアップコードがありません。新しく作成してください。"
        : `使えるバックアップコードは残り${left}個です。新しく作成することをおすすめします。`,
    makeCodes: "バックアップコードを新しく作成する",
  },
  notFound: {
    title: "ページが見つかりません",
    text: "アドレスが変更されたか、入力に誤りがある可能性があります。",
    toLogin: "ログイン画面へ",
  },
  problems: {
    invalid_request: "入力内容に誤りがあります。ご確認のうえ、もう一度入力してください。",
    unauthenticated: "ログインの続きを行えません。お手数ですが、最初からやり直してください。",
    forbidden: "この操作は行えません。別の方法をお試しください。",
    not_found: "選択した認証方法は利用できません。別の方法をお選びください。",
    login_closed: "この手続きはすでに終了しています。お手数ですが、最初からやり直してください。",
    identifier_taken: "このログインIDはすでに使われています。",
    insufficient_user_authentication: "この操作には、あらためてご本人確認が必要です。",
    link_used: "このURLはすでに使われています。",
    link_expired: "このURLの有効期限が切れています。お手数ですが、最初からやり直してください。",
    link_superseded: "新しいURLが送信されたため、このURLは使えません。いちばん新しく届いたURLを開いてください。",
    password_unfit: "このパスワードは設定できません。別のパスワードを入力してください。",
    acknowledgement_required: "注意事項をご確認のうえ、チェックを入れてください。",
    password_elsewhere: "パスワードの変更と再設定は、ご利用のサービスのページで行ってください。",
    self_disable_off: "このサービスでは、2段階認証を解除できません。",
    last_method: "最後の認証方法のため、この操作は行えません。ほかの認証方法を追加してからお試しください。",
    password_change_required: "パスワードの変更が必要です。",
    changed_meanwhile: "ほかの画面や端末で設定が変更されたため、反映できませんでした。もう一度お試しください。",
    login_expired: "ログインの有効期限が切れました。お手数ですが、最初からやり直してください。",
    code_expired: "認証コードの有効期限が切れています。再送して、新しく届いた認証コードを入力してください。",
    credentials_invalid: "ログインIDまたはパスワードが正しくありません。ご確認のうえ、もう一度入力してください。",
    challenge_failed: "認証コードが正しくありません。ご確認のうえ、もう一度入力してください。",
    trust_name_required: "信頼済みブラウザの登録名を入力してください。",
    idempotency_key_reused: "処理を完了できませんでした。もう一度お試しください。",
    too_many_attempts: "入力の誤りが続いたため、一時的に受け付けを制限しています。",
    too_many_sends: "送信回数の上限に達しました。時間をおいてからお試しください。",
    slow_down: "短い時間に多くの操作が行われたため、受け付けを一時的に制限しています。",
    internal: "システムエラーが発生しました。時間をおいてから、もう一度お試しください。",
    delivery_unavailable: "ただいま送信できません。",
    unavailable: "ただいま混み合っています。少し時間をおいてから、もう一度お試しください。",
  } satisfies { readonly [C in ProblemCode]: string },
};

export type Messages = typeof ja;
