import { inspectOrder } from "./order-pages.ts";
import { ordered } from "./order-steps.ts";
import { togetherStates } from "./states/orders.ts";

inspectOrder("together", ordered("together"), togetherStates);
