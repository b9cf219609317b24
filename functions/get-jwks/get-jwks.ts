import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";

/** The keys that sign results, the current one first (RFC 7517). */
export async function getJwks(_: RequestOf<"getJwks">, { signer }: Pick<Dependencies, "signer">) {
  return { keys: [...(await signer.publicKeys())] };
}
