import { stripTypeScriptTypes } from "node:module";

/** Jest's transform: takes the types out, as Node itself does, so that tests run what Lambda and `npm start` run. */
export const process = (source) => ({ code: stripTypeScriptTypes(source) });
// biome-ignore lint/style/noDefaultExport: Jest looks for the transform there.
export default { process };
