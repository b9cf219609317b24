import type { Handed } from "./handed.ts";

export interface SmsSender {
  /** @param to E.164. */
  send(to: string, text: string): Promise<Handed>;
}
