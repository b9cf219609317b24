import { consumeLogins } from "../../shared/stream/consume-logins.ts";
import { dependencies } from "../dependencies.ts";
import { watchSends } from "./watch-sends.ts";

export const handler = consumeLogins(watchSends, dependencies);
