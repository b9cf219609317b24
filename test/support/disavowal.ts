import { noticeLinkLife } from "../../shared/domain/disavowal.ts";
import { disavowalTokenOf } from "../../shared/steps/disavow.ts";
import type { Service } from "./service.ts";

/** What a notice of now would carry for this account. */
export async function disavowalFor({ dependencies }: Pick<Service, "dependencies">, sub: string): Promise<string> {
  const subject = await dependencies.directory.findSubject(sub);
  if (subject === undefined) throw new Error("there is no such account");
  return disavowalTokenOf(subject, Date.now(), noticeLinkLife, dependencies);
}
