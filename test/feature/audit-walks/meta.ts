import { reads, type Walks } from "./walk.ts";

export const metaWalks = {
  getService: reads,
  getOpenidConfiguration: reads,
  getJwks: reads,
  getOpenapi: reads,
} as const satisfies Walks;
