import { dependencies } from "../../shared/dependencies.ts";
import { serve } from "../../shared/http/serve.ts";
import { createChallenge } from "./create-challenge.ts";

export const handler = serve("createChallenge", createChallenge, dependencies);
