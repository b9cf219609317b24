import { about } from "./about.en.ts";
import { activity } from "./activity.en.ts";
import { help } from "./help.en.ts";
import type { MoreMessages } from "./ja-more.ts";
import { ownData } from "./own-data.en.ts";
import { password } from "./password.en.ts";
import { recovery } from "./recovery.en.ts";
import { settings } from "./settings.en.ts";

export const more: MoreMessages = { about, activity, help, ownData, password, recovery, settings };
