import type { Settings } from "../../shared/settings.ts";
import type { Deployment } from "../deployment.ts";

/** Everything the stacks are made from. */
export interface Plan {
  readonly settings: Settings;
  /** What the operator wrote, as JSON: the functions fill in the same defaults themselves. */
  readonly givenSettings: string;
  readonly deployment: Deployment;
  /** Holds one folder a function, as `buildFunctions` lays them out. */
  readonly functionsDirectory: string;
  /** Holds the built pages. */
  readonly pagesDirectory: string;
}
