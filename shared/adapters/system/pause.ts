import { setTimeout } from "node:timers/promises";
import type { Pause } from "../../ports/pause.ts";

/** By the processor's own clock, which nobody moves. */
export const systemPause: Pause = {
  async until(since, duration) {
    const left = since + duration - performance.now();
    if (left > 0) await setTimeout(left);
  },
};
