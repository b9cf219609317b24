import type { Dependencies } from "../../shared/dependencies.ts";
import { serviceFactsOf } from "../../shared/domain/service-facts.ts";
import type { RequestOf } from "../../shared/http/request.ts";

/** The service's name, what it asks first, and where its messages come from. */
export async function getService(_: RequestOf<"getService">, { config }: Pick<Dependencies, "config">) {
  return serviceFactsOf(config.settings);
}
