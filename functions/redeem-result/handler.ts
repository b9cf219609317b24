import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { redeemResult } from "./redeem-result.ts";

export const handler = serve("redeemResult", redeemResult, dependencies);
