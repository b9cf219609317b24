import type { Client } from "../../shared/contract/client.ts";
import { api } from "./api.ts";

export type Approval = Awaited<ReturnType<Client["listApprovals"]>>["approvals"][number];

export const readApprovals = () => api.listApprovals({});
