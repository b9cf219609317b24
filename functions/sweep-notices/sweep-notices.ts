import type { Dependencies } from "../../shared/dependencies.ts";
import { seconds, toSeconds } from "../../shared/domain/duration.ts";
import { isTooOld } from "../../shared/domain/notice-tries.ts";
import { traceOf } from "../../shared/observability/log.ts";
import type { Unsettled } from "../../shared/ports/outbox.ts";
import type { Run } from "../../shared/schedule/run-scheduled.ts";
import { tryNotice } from "../../shared/steps/try-notice.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "email" | "log" | "outbox" | "roots" | "sms">;

/** Providers that answer take some hundred a second so; one that does not costs its patience this often at once. */
const atOnce = 10;
/** What the last ones may take. */
const spare = seconds(20);

/**
 * Tries again every notice that is due and not settled, the oldest first: those that a provider refused for now, and
 * those that were lost on the way. Says how many there are and how old the oldest is, also when there is none.
 */
export async function sweepNotices({ requestId, millisecondsLeft }: Run, needs: Needs): Promise<void> {
  const { clock, log, outbox } = needs;
  const unsettled = await outbox.findUnsettled();
  const now = clock.now();
  const oldestSeconds = toSeconds(Math.max(0, now - (unsettled[0]?.since ?? now)));
  log.write("notices_unsettled", { outbox: "notices", unsettledCount: unsettled.length, oldestSeconds });

  const due = unsettled.filter(({ dueAt }) => dueAt <= now).values();
  const work = async () => {
    for (const one of due) {
      if (millisecondsLeft() < spare) return;
      await retry(one, requestId, needs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** One that fails, or cannot be read, holds up no other. */
async function retry({ noticeId, since }: Unsettled, requestId: string, needs: Needs): Promise<void> {
  const { clock, log, outbox } = needs;
  const tell = (error: unknown) => log.write("fault", { operation: "sweepNotices", requestId, ...traceOf(error) });
  const tried = await tryNotice(noticeId, needs).catch(tell);
  if (tried === "settled" || tried === "not_ours" || !isTooOld(since, clock.now())) return;
  await outbox.giveUp(noticeId, clock.now()).catch(tell);
  log.write("notice_given_up", { outbox: "notices" });
}
