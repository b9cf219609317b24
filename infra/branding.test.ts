import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parseSettings, SettingsError } from "../shared/parse-settings.ts";
import { readLogos } from "./branding.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nidan-logo-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const logoOf = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return readLogos({ logo: name }, folder).logo;
};
const troubleOf = (name: string, content: string | Buffer): string => {
  try {
    logoOf(name, content);
    return "none";
  } catch (error) {
    return error instanceof SettingsError ? error.message : String(error);
  }
};
const svg = (inner: string, attributes = 'viewBox="0 0 120 32"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`;
const png = (width: number, height: number, bytes = 24) => {
  const content = Buffer.alloc(bytes);
  content.write("89504e470d0a1a0a0000000d49484452", "hex");
  content.writeUInt32BE(width, 16);
  content.writeUInt32BE(height, 20);
  return content;
};

describe("the operator's logo", () => {
  test("given an SVG or a PNG, then its size is known and its name has what it holds in it", () => {
    const plain = svg('<path d="M0 0h9" fill="url(#a)"/>');
    expect(logoOf("a.svg", plain)).toMatchObject({
      width: 120,
      height: 32,
      src: expect.stringMatching(/^\/assets\/logo-[\w-]{8}\.svg$/),
    });
    expect(logoOf("b.svg", svg("", 'width="64px" height="32"'))).toMatchObject({ width: 64, height: 32 });
    expect(logoOf("c.png", png(256, 64))).toMatchObject({ width: 256, height: 64 });
    expect(logoOf("a.svg", plain)?.src).not.toBe(logoOf("a.svg", `${plain} `)?.src);
  });

  test.each([
    ["a script", svg("<script>alert(1)</script>"), "has scripts"],
    ["a handler", svg('<g onload="alert(1)"/>'), "has scripts"],
    ["HTML in it", svg("<foreignObject/>"), "has scripts"],
    ["an entity", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg("")}`, "has scripts"],
    ["a picture from elsewhere", svg('<image href="https://evil.example/a.png"/>'), "needs other files"],
    ["a style from elsewhere", svg("<style>@font-face{src:url(https://evil.example/a)}</style>"), "needs other files"],
    ["no size", svg("", ""), "has no size"],
    ["another form", "<html></html>", "is no SVG"],
    ["the form of a banner", svg("", 'viewBox="0 0 257 32"'), "is wider than 8 times its height"],
  ])("given an SVG with %s, then it is refused with the reason", (_, content, reason) => {
    expect(troubleOf("logo.svg", content)).toContain(`branding.logo: logo.svg ${reason}`);
  });

  test("given a PNG that is none, too large, or missing, then it is refused with the reason", () => {
    expect(troubleOf("logo.png", "GIF89a")).toContain("is no PNG");
    expect(troubleOf("logo.png", png(64, 64, 65_536))).toBe("none");
    expect(troubleOf("logo.png", png(64, 64, 65_537))).toContain("has 65537 bytes; shorten it to 65536");
    expect(() => readLogos({ logo: "missing.svg" }, folder)).toThrow("missing.svg cannot be read");
  });

  test.each([
    "/etc/logo.svg",
    "../logo.svg",
    "https://www.example.jp/logo.svg",
    "logo.gif",
    "a/../../logo.svg",
  ])("given the path %s, then the settings refuse it", (logo) => {
    expect(() => parseSettings({ branding: { logo } })).toThrow("branding.logo: must be a file beside cdk.json");
  });
});
