/** For relying services: what `npm run package` builds. */
export {
  ApiProblem,
  type Client,
  createClient,
  type KnownProblem,
  type Login,
  type ProblemCode,
  type WaitedLogin,
  type Waiting,
} from "../contract/client.ts";
export { requireResult, type WithResult } from "./require-result.ts";
export {
  createEventVerifier,
  type EventReceiver,
  type EventRefusal,
  EventRefused,
  type ToldEvent,
} from "./verify-event.ts";
export {
  createResultVerifier,
  type LoginResult,
  type RelyingService,
  type ResultRefusal,
  ResultRefused,
  type Wanted,
} from "./verify-result.ts";
