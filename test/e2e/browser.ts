import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, type LaunchOptions, chromium as playwright } from "playwright-core";

/** Font folders, cache and nothing else: the machine's own fonts would make screenshots differ from place to place. */
const fontsConf = (fonts: string, cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${["400Regular", "500Medium", "700Bold"].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join("\n  ")}
  <cachedir>${cache}</cachedir>
</fontconfig>
`;

/**
 * Chromium from npm alone, with a Japanese font. It runs as root and without a graphics card, as in a container.
 */
export async function launchBrowser(): Promise<Browser> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await launch();
    } catch (error) {
      // Another test file is still unpacking the program, which cannot be started while it is written.
      if (tries === 20 || !String(error).includes("ETXTBSY")) throw error;
      await setTimeout(500);
    }
  }
}

/** A browser that keeps its profile in a folder, so that it can be closed and opened again. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  return playwright.launchPersistentContext(folder, { ...(await launchOptions()), locale: "ja-JP" });
}

const launch = async (): Promise<Browser> => playwright.launch(await launchOptions());

async function launchOptions(): Promise<LaunchOptions> {
  const folder = mkdtempSync(join(tmpdir(), "nidan-fonts-"));
  const fonts = dirname(fileURLToPath(import.meta.resolve("@expo-google-fonts/noto-sans-jp/package.json")));
  const conf = join(folder, "fonts.conf");
  writeFileSync(conf, fontsConf(fonts, join(folder, "cache")));
  return {
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    env: { ...process.env, FONTCONFIG_FILE: conf },
  };
}
