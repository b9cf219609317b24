import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { getAccount } from "./get-account.ts";

export const handler = serve("getAccount", getAccount, dependencies);
