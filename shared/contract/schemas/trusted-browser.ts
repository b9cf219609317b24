import * as z from "zod/mini";
import { Device } from "../device.ts";
import { instant, name } from "./basics.ts";

export const TrustedBrowserView = z.object({
  browserId: z.string(),
  name: z.string().check(z.describe("As the person wrote it: not to be taken for markup.")),
  ...Device.shape,
  isCurrent: z.boolean().check(z.describe("Whether it is the one that asks.")),
  createdAt: instant("When it was trusted."),
  lastUsedAt: instant("When it last skipped the second step."),
  expiresAt: instant("The second step is asked for again from then on."),
});

export const TrustedBrowsers = z.object({ browsers: z.array(TrustedBrowserView) });

export const RenameTrustedBrowser = z.object({ name: name(1, "What the person calls it.") });
