import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { reference } from "./reference/plugin.ts";

/** Japanese comes side by side with the code: a page in its first language waits for nothing after that. */
const preloadJapanese: Plugin = {
  name: "preload-japanese",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle = {}, path }) =>
      Object.values(bundle).flatMap((file) =>
        // The API reference runs no code.
        path === "/index.html" && file.type === "chunk" && file.facadeModuleId?.endsWith("/messages/ja.ts")
          ? [{ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file.fileName}` } }]
          : [],
      ),
  },
};

/** The hosted pages: static files with nothing inline, so that the strictest Content-Security-Policy holds. */
// biome-ignore lint/style/noDefaultExport: Vite looks for its configuration there.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preloadJapanese, reference],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // Browsers of 2021 and later: Safari 15 is the oldest on which an iPhone still in wide use stops.
    target: ["es2022", "safari15", "chrome100", "firefox100"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index.html", "docs.html"].map((name) => join(import.meta.dirname, name)) },
  },
});
