import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Device } from "../contract/device.ts";
import type { KeyRing } from "../ports/roots.ts";
import { isFromEdge } from "./source.ts";

/** More than any browser's own. */
const longestUserAgent = 512;

/**
 * The device of a caller: what its `User-Agent` says, as far as that is a name we know, so that nobody puts words of
 * his own on another's screen; and the area, by CloudFront's word alone.
 */
export async function deviceOf({ headers }: APIGatewayProxyEventV2, challengeRoot: KeyRing): Promise<Device> {
  const [names, isKnown] = await Promise.all([namesOf(headers["user-agent"]), isFromEdge(headers, challengeRoot)]);
  const country = isKnown ? matched(headers["cloudfront-viewer-country"], /^[A-Z]{2}$/) : undefined;
  const region = isKnown ? matched(headers["cloudfront-viewer-country-region"], /^[A-Z0-9]{1,3}$/) : undefined;
  return { ...names, ...(country === undefined ? {} : { country, ...(region === undefined ? {} : { region }) }) };
}

const matched = (value: string | undefined, form: RegExp): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;

/** Of a `User-Agent` alone. */
export async function namesOf(userAgent: string | undefined): Promise<Pick<Device, "browser" | "system">> {
  if (userAgent === undefined || userAgent === "" || userAgent.length > longestUserAgent) return {};
  const { default: Bowser } = await import("bowser");
  const { browser, os } = Bowser.parse(userAgent);
  return {
    ...(isOneOf(Bowser.BROWSER_MAP, browser.name) ? { browser: browser.name } : {}),
    ...(isOneOf(Bowser.OS_MAP, os.name) ? { system: os.name } : {}),
  };
}

const isOneOf = (names: object, name: string | undefined): boolean => Object.values(names).includes(name);
