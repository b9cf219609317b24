import { serve } from "../../shared/http/serve.ts";
import { dependencies } from "../dependencies.ts";
import { exportOwn } from "./export-own.ts";

export const handler = serve("exportOwn", exportOwn, dependencies);
