import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { lockAccount } from "./lock-account.ts";

export const handler = serve("lockAccount", lockAccount, dependencies);
