import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { SettingsError } from "../shared/parse-settings.ts";
import type { Settings } from "../shared/settings.ts";

const root = path.resolve(import.meta.dirname, "..");
const mostBytes = 64 * 1024;
const widest = 8;

/** A file that becomes one of the pages'. */
export interface Logo {
  /** Where the pages have it. */
  readonly src: string;
  /** In its own measure: only how they relate counts. */
  readonly width: number;
  readonly height: number;
  readonly content: Buffer;
}

export interface Logos {
  readonly logo?: Logo;
  readonly logoDark?: Logo;
}

/**
 * The operator's logos. They are shown by `<img>`, where no script of an SVG runs and nothing of it is fetched; what would
 * need either is refused, so that the logo is what its owner saw.
 *
 * @param folder that their paths begin at.
 * @throws SettingsError naming each that cannot be taken and why.
 */
export function readLogos({ logo, logoDark }: Settings["branding"], folder = root): Logos {
  const trouble: string[] = [];
  const read = (name: "logo" | "logoDark", file: string | undefined) => {
    if (file === undefined) return {};
    try {
      return { [name]: logoOf(file, readFileSync(path.join(folder, file))) };
    } catch (error) {
      trouble.push(`branding.${name}: ${file} ${reasonOf(error)} (cdk.json, context.nidan)`);
      return {};
    }
  };
  const logos = { ...read("logo", logo), ...read("logoDark", logoDark) };
  if (trouble.length > 0) throw new SettingsError(trouble);
  return logos;
}

class Unfit extends Error {}

const reasonOf = (error: unknown): string =>
  error instanceof Unfit ? error.message : "cannot be read; set the path of a file, from the folder of cdk.json";

function logoOf(file: string, content: Buffer): Logo {
  if (content.length > mostBytes) throw new Unfit(`has ${content.length} bytes; shorten it to ${mostBytes}`);
  const { width, height } = file.endsWith(".png") ? sizeOfPng(content) : sizeOfSvg(content.toString("utf8"));
  if (width > height * widest) throw new Unfit(`is wider than ${widest} times its height; set a shorter one`);
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
  return { src: `/assets/logo-${hash}${path.extname(file)}`, width, height, content };
}

/** PNG 5.2 and 11.2.2: the signature, then IHDR with both sizes. */
function sizeOfPng(content: Buffer) {
  const isPng = content.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"));
  if (!isPng || content.length < 24) throw new Unfit("is no PNG; save it as one");
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

function sizeOfSvg(text: string) {
  const [root = ""] = /<svg\b[^>]*>/.exec(text) ?? [];
  if (root === "") throw new Unfit("is no SVG; save it as one");
  if (/<script\b|<foreignObject\b|<!ENTITY|\son\w+\s*=|javascript:/i.test(text)) {
    throw new Unfit("has scripts, foreign content or entities; save it as a plain picture");
  }
  if (/(?:href|src)\s*=\s*["']?(?!#|data:)|url\(\s*["']?(?!#|data:)/i.test(text)) {
    throw new Unfit("needs other files; put them into it");
  }
  const [, , width, height] =
    /\bviewBox\s*=\s*["']([^"']*)/
      .exec(root)?.[1]
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const size = { width: width ?? lengthOf(root, "width"), height: height ?? lengthOf(root, "height") };
  if (!(size.width > 0 && size.height > 0))
    throw new Unfit('has no size; give its <svg> a viewBox such as "0 0 120 32"');
  return size;
}

const lengthOf = (root: string, name: string): number =>
  Number(new RegExp(`\\s${name}\\s*=\\s*["'](\\d+(?:\\.\\d+)?)(?:px)?["']`).exec(root)?.[1]);
