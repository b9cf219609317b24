import { consumeReports } from "../../shared/feedback/consume-reports.ts";
import { dependencies } from "../dependencies.ts";
import { recordDelivery } from "./record-delivery.ts";

export const handler = consumeReports(recordDelivery, dependencies);
