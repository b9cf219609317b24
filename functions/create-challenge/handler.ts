import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { createChallenge } from "./create-challenge.ts";

export const handler = serve("createChallenge", createChallenge, dependencies);
