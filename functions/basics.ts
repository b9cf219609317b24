import { createBasics } from "../shared/basics.ts";
import { readConfig } from "../shared/config.ts";

/** What the use cases that need no table work with. */
export const basics = createBasics(readConfig());
