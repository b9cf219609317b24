import { type CodeWord, inCodeWord } from "../contract/code-words.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Email } from "../domain/email.ts";
import type { MessagePurpose } from "../domain/message-purpose.ts";
import { plainEmail } from "./email-layout.ts";

export interface EmailCodeWords {
  readonly purpose: MessagePurpose;
  readonly shortName: string;
  readonly codeWord: CodeWord;
  readonly code: string;
  readonly reference: string;
  readonly lifetimeMinutes: number;
}

/** The parts of a mail that carries a code, in the order in which they stand. */
interface Parts {
  readonly subject: string;
  readonly lead: string;
  readonly label: string;
  readonly reference: string;
  readonly validity: string;
  readonly warnings: readonly string[];
}

interface Use {
  readonly label: string;
  readonly lead: (shortName: string) => string;
}

const uses = {
  ja: {
    sign_in: {
      label: "認証コード",
      lead: (shortName) => `${shortName}へのログインを続けるには、ログイン中の画面に次の認証コードを入力してください。`,
    },
    method_change: {
      label: "設定変更の認証コード",
      lead: (shortName) => `${shortName}の設定変更を続けるには、操作中の画面に次のコードを入力してください。`,
    },
    number_check: {
      label: "連絡先の確認コード",
      lead: (shortName) => `${shortName}にこの連絡先を登録するには、操作中の画面に次のコードを入力してください。`,
    },
    recovery: {
      label: "アカウント復旧の確認コード",
      lead: (shortName) =>
        `${shortName}のアカウント復旧を続けるには、操作中の画面に次のコードを入力してください。このコードを使うと、現在の認証方法がすべて無効になります。`,
    },
  },
  en: {
    sign_in: {
      label: "Verification code",
      lead: (shortName) => `To go on logging in to ${shortName}, enter this code on the page where you are logging in.`,
    },
    method_change: {
      label: "Code to change your settings",
      lead: (shortName) =>
        `To go on changing your ${shortName} settings, enter this code on the page that asks for it.`,
    },
    number_check: {
      label: "Code to confirm your address",
      lead: (shortName) => `To register this address with ${shortName}, enter this code on the page that asks for it.`,
    },
    recovery: {
      label: "Code to recover your account",
      lead: (shortName) =>
        `To go on recovering your ${shortName} account, enter this code on the page that asks for it. A recovery ends every method that the account has now.`,
    },
  },
} as const satisfies { readonly [L in Locale]: { readonly [P in MessagePurpose]: Use } };

const emailCodeTexts = {
  ja: ({ purpose, shortName, reference, lifetimeMinutes }) => ({
    subject: `【${shortName}】${uses.ja[purpose].label}のお知らせ（照合${reference}）`,
    lead: uses.ja[purpose].lead(shortName),
    label: uses.ja[purpose].label,
    reference: `照合：${reference}（画面に表示されている文字と同じであることをご確認ください）`,
    validity: `有効期限：送信から${lifetimeMinutes}分間`,
    warnings: [
      "このコードは、手続きを始めた画面でのみ使えます。ほかの人に教えたり、別の画面に入力したりしないでください。",
      "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。コードは入力せず、パスワードを変更してください。",
      "このメールは送信専用です。ご返信いただいてもお答えできません。",
    ],
  }),
  en: ({ purpose, shortName, reference, lifetimeMinutes }) => ({
    subject: `${shortName}: ${uses.en[purpose].label.toLowerCase()} (ref ${reference})`,
    lead: uses.en[purpose].lead(shortName),
    label: uses.en[purpose].label,
    reference: `Ref ${reference} (make sure that the page shows the same)`,
    validity: `Valid for ${lifetimeMinutes} minutes after it was sent`,
    warnings: [
      "The code works only on the page where you asked for it. Never tell it to anyone or enter it anywhere else.",
      "If you did not ask for it, somebody may know your password. Do not enter the code; change your password.",
      "This address cannot receive replies.",
    ],
  }),
} as const satisfies { readonly [L in Locale]: (words: EmailCodeWords) => Parts };

/** The mail that carries a code. It stands in the body alone: a subject shows on locked screens. */
export function codeEmail(locale: Locale, words: EmailCodeWords): Email {
  const { subject, lead, label, reference, validity, warnings } = emailCodeTexts[locale](words);
  const inOwn = (text: string) => inCodeWord(text, words.codeWord);
  const paragraphs = [reference, validity, ...warnings].map((text) => ({ text }));
  const code = { label: inOwn(label), text: words.code };
  return plainEmail(locale, inOwn(subject), [{ text: inOwn(lead) }, code, ...paragraphs]);
}
