import { consumeEventQueue } from "../../shared/queue/consume-event-queue.ts";
import { dependencies } from "../dependencies.ts";
import { publishEvents } from "./publish-events.ts";

export const handler = consumeEventQueue(publishEvents, dependencies);
