import type * as z from "zod/mini";
import type { Signing } from "../../infra/local/gateway/sigv4.ts";
import type { AdminAccount, ProblemBody } from "../../shared/contract/schemas.ts";
import type { Service } from "./service.ts";

/** Why tests do things. */
export const reason = "The owner asked for it by telephone";

type Body = z.infer<typeof AdminAccount> & Partial<Omit<ProblemBody, "status">> & Readonly<Record<string, unknown>>;

export interface Answered {
  readonly status: number;
  readonly body: Body;
}

/** A signed call of the admin API below `/v1/admin`, by the first of the two callers unless another is named. */
export async function ask({ stack }: Service, path: string, body?: unknown, signing?: Signing): Promise<Answered> {
  const answer = await stack.admin(`/v1/admin${path}`, body, signing);
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
}

/** The notices that came to an address, as mails, once as many have. */
export async function mailsTo({ stack }: Service, to: string, count: number) {
  for (let tries = 0; tries < 200 && stack.messages({ to }).length < count; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return stack.messages({ to });
}
