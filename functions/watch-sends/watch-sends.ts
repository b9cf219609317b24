import type { Dependencies } from "../../shared/dependencies.ts";
import { type Area, areasSentTo, entryOf } from "../../shared/domain/conversion.ts";
import { type Instant, minutes, seconds } from "../../shared/domain/duration.ts";
import { evidenceOf, isPumped } from "../../shared/domain/fraud-guard.ts";
import type { SendChange } from "../../shared/domain/watched.ts";
import type { GuardMode } from "../../shared/ports/conversions.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "conversions" | "log">;

/**
 * Counts what was sent where and whose code was entered, and stops sending to places that messages are pumped into.
 * Told the same again, it counts it once.
 */
export async function watchSends(changes: readonly SendChange[], needs: Needs): Promise<void> {
  const { mode } = needs.config.settings.fraudGuard;
  if (mode === "off") return;
  const now = needs.clock.now();
  const entries = changes.map(entryOf).filter((entry) => entry !== undefined);
  await needs.conversions.count(entries);
  await Promise.all(areasSentTo(entries).map((area) => judge(area, mode, now, needs)));
}

async function judge(area: Area, mode: GuardMode, now: Instant, { config, conversions, log }: Needs): Promise<void> {
  const { codes, fraudGuard } = config.settings;
  const history = await conversions.find(area, mode);
  const floor = area.kind === "country" ? fraudGuard.countryFloor : fraudGuard.blockFloor;
  if (!isPumped(evidenceOf(history, seconds(codes.lifetimeSeconds), now), floor)) return;
  const isNew = await conversions.pause(area, mode, now + minutes(fraudGuard.pauseMinutes), now);
  if (isNew) log.write(mode === "enforce" ? "sending_paused" : "sending_would_pause", { area: area.kind });
}
