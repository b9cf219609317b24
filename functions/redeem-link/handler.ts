import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { redeemLink } from "./redeem-link.ts";

export const handler = serve("redeemLink", redeemLink, dependencies);
