import { consumeEvents } from "../../shared/lifecycle/consume-events.ts";
import { dependencies } from "../dependencies.ts";
import { takeLifecycleEvent } from "./take-lifecycle-event.ts";

export const handler = consumeEvents(takeLifecycleEvent, dependencies);
