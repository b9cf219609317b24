import { fact } from "./notice-forms.ts";

/** The way back of somebody who has lost the second factor: told at every step, wherever the account is read. */
export const recoveryNotices = {
  recovery_begun: fact(
    "recovery",
    {
      short: "アカウント復旧が始まりました",
      long: "アカウント復旧の手続きが、正しいパスワードを使って開始されました。復旧が完了すると、現在の認証方法はすべて無効になります。",
    },
    {
      short: "account recovery begun",
      long: "somebody with your password has begun to recover your account. A recovery ends every method that the account has now.",
    },
  ),
  recovery_proved: fact(
    "recovery",
    {
      short: "アカウント復旧が進んでいます",
      long: "アカウント復旧の手続きで、登録済みの認証方法による本人確認が行われました。",
    },
    {
      short: "account recovery goes on",
      long: "one of your registered methods was proved to recover your account.",
    },
  ),
  recovery_granted: fact(
    "recovery",
    {
      short: "認証方法の再登録が許可されました",
      long: "アカウント復旧のため、認証方法の再登録が運営者により許可されました。次回のログインで新しい認証方法を登録すると、以前の認証方法はすべて無効になります。すべてのブラウザをログアウトしました。",
    },
    {
      short: "new methods allowed",
      long: "our staff has let you set up a new method. Your next login asks for it, and every method of before is void with that. Everybody was signed out.",
    },
  ),
  recovery_cancelled: fact(
    "sign_in",
    {
      short: "アカウント復旧を中止しました",
      long: "アカウント復旧の手続きが中止されました。認証方法はこれまでどおり使えます。",
    },
    {
      short: "account recovery stopped",
      long: "the recovery of your account was stopped. Your methods work as before.",
    },
  ),
  recovery_completed: fact(
    "password",
    {
      short: "アカウント復旧が完了しました",
      long: "アカウント復旧が完了し、新しい認証方法が登録されました。以前の認証方法、バックアップコード、信頼済みブラウザはすべて無効になり、ほかの画面はログアウトしました。",
    },
    {
      short: "account recovered",
      long: "your account was recovered with a new method. Every method of before, the backup codes and the trusted browsers are void, and everybody else was signed out.",
    },
  ),
} as const;
