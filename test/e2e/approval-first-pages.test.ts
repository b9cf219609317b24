import { inspectOrder } from "./order-pages.ts";
import { ordered } from "./order-steps.ts";
import { approvalFirstStates } from "./states/orders.ts";

inspectOrder("approval_first", ordered("approval_first", { links: { sms: "approve" } }), approvalFirstStates);
