import type { Authenticator } from "../../domain/account.ts";
import { Problem } from "../../domain/problem.ts";
import type { Settings } from "../../settings.ts";

/** @throws Problem `forbidden` for what the service lets nobody add. */
export function assertEnrollable(type: Authenticator["type"], { methods: { enrollable } }: Settings): void {
  if (enrollable.some((one) => one === type)) return;
  throw new Problem("forbidden", { detail: `the service lets nobody add this; it takes ${enrollable.join(", ")}` });
}
