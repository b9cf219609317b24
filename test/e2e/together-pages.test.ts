import { inspectOrder } from "./order-pages.ts";
import { stateSets } from "./states/sets.ts";

inspectOrder("together", stateSets.together.settings, stateSets.together.states);
