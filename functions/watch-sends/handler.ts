import { consumeChanges } from "../../shared/stream/consume-changes.ts";
import { dependencies } from "../dependencies.ts";
import { queueEvents } from "./queue-events.ts";
import { watchSends } from "./watch-sends.ts";

export const handler = consumeChanges({ sends: watchSends, activities: queueEvents }, dependencies);
