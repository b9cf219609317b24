import { inspectOrder } from "./order-pages.ts";
import { stateSets } from "./states/sets.ts";

inspectOrder("approval_first", stateSets.approval_first.settings, stateSets.approval_first.states);
