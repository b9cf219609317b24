import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { startStepUp } from "./start-step-up.ts";

export const handler = serve("startStepUp", startStepUp, dependencies);
