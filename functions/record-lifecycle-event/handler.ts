import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { recordLifecycleEvent } from "./record-lifecycle-event.ts";

export const handler = serve("recordLifecycleEvent", recordLifecycleEvent, dependencies);
