import { tryNotice } from "../../shared/steps/try-notice.ts";

/**
 * Tells an account's owner what has just happened. What cannot be told for now is left to `sweep-notices`, and holds
 * up nothing that comes after it.
 *
 * @throws Error when the table failed: the stream hands the notice over again.
 */
export async function notify(noticeId: string, needs: Parameters<typeof tryNotice>[1]): Promise<void> {
  await tryNotice(noticeId, needs);
}
