import * as z from "zod/mini";
import { int } from "./forms.ts";

/** How long somebody stays signed in at the settings (NIST SP 800-63B-4 2.2.3: at most 1 h idle, 24 h in all). */
export const session = z.prefault(
  z.strictObject({
    idleMinutes: int(10, 60, 60, "A session of the settings ends that long after its last call, in minutes."),
    wholeHours: int(1, 24, 24, "A session of the settings ends that long after the sign-in, in hours."),
    stepUpMinutes: int(
      1,
      30,
      5,
      "How long a second factor that was proved anew opens what it was proved for, in minutes.",
    ),
  }),
  {},
);
