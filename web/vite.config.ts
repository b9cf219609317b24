import { defineConfig } from "vite";

/** The hosted pages: static files with nothing inline, so that the strictest Content-Security-Policy holds. */
// biome-ignore lint/style/noDefaultExport: Vite looks for its configuration there.
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // Browsers of 2021 and later: Safari 15 is the oldest on which an iPhone still in wide use stops.
    target: ["es2022", "safari15", "chrome100", "firefox100"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
