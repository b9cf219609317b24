import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { findAccount } from "./find-account.ts";

export const handler = serve("findAccount", findAccount, dependencies);
