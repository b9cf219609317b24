import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { disavowOwn } from "./disavow-own.ts";

export const handler = serve("disavowOwn", disavowOwn, dependencies);
