import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { activateEnrolment } from "./activate-enrolment.ts";

export const handler = serve("activateEnrolment", activateEnrolment, dependencies);
