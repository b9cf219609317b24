import { about } from "./about.ja.ts";
import { activity } from "./activity.ja.ts";
import { help } from "./help.ja.ts";
import { ownData } from "./own-data.ja.ts";
import { password } from "./password.ja.ts";
import { recovery } from "./recovery.ja.ts";
import { settings } from "./settings.ja.ts";

/** The words of the pages beside those of a login, which come with them. */
export const more = { about, activity, help, ownData, password, recovery, settings };

export type MoreMessages = typeof more;
