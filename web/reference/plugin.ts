import type { Plugin } from "vite";
import { referencePage } from "./page.ts";

const place = /<!-- The reference:[^>]*-->/;

/** Writes the API reference into `docs.html` when the pages are built: no script has to, and none runs there. */
export const reference: Plugin = {
  name: "nidan-reference",
  transformIndexHtml: { order: "pre", handler: (html) => html.replace(place, () => referencePage()) },
};
