import { readConfig } from "../shared/config.ts";
import { createDependencies } from "../shared/dependencies.ts";

/** What the use cases of this process work with: made once, at its cold start. */
export const dependencies = createDependencies(readConfig());
