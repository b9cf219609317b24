import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";

const program = resolve(import.meta.dirname, "../gallery/gallery.ts");
const gallery = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, ...args]);

let browser: Browser;
let out: string;
beforeAll(async () => {
  browser = await launchBrowser();
  out = mkdtempSync(join(tmpdir(), "gallery-"));
});
afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

describe("npm run gallery", () => {
  test("given some states, when it has run, then a sheet shows them all from a file, and is narrowed down there", async () => {
    const { stdout, stderr } = await gallery("--only", "ended-l", "--out", out);
    expect(stdout).toMatch(/^8 screenshots of 2 states: file:/);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^1\/2 ended-l/),
      expect.stringMatching(/^2\/2 ended-l/),
    ]);

    const page = await browser.newPage();
    await page.goto(String(pathToFileURL(join(out, "index.html"))));
    const shown = () => page.locator("figure:visible").count();
    expect(await shown()).toBe(8);
    const files = await page.locator("figure a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(files.filter((file) => !existsSync(join(out, file)))).toEqual([]);
    await page.getByLabel("Language").selectOption("en");
    expect(await shown()).toBe(4);
    await page.getByLabel("Size").selectOption("pc");
    expect(await shown()).toBe(2);
    await page.getByLabel("State").fill("ended-locked");
    expect(await shown()).toBe(1);
    const width = await page
      .locator("figure:visible img")
      .evaluate((shot) => shot.matches("img") && Reflect.get(shot, "naturalWidth"));
    expect(width).toBe(1280);
  });

  test.each([
    [["--only", "no-such-state"], "--only no-such-state: no state has that in its name\n"],
    [["--size", "watch"], "--size watch: must be one of phone, pc\n"],
  ])("given %j, when it is asked for, then it ends with 1 and one line", async (args, told) => {
    await expect(gallery(...args)).rejects.toMatchObject({ code: 1, stdout: "", stderr: told });
  });
});
