import document from "../../docs/openapi.json" with { type: "json" };

/** The API's description, as generated from the contract. */
export async function getOpenapi() {
  return document;
}
