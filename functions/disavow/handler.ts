import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { disavow } from "./disavow.ts";

export const handler = serve("disavow", disavow, dependencies);
