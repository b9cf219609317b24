import { parseSettings, SettingsError } from "../shared/parse-settings.ts";
import { withPreset } from "../shared/presets/index.ts";
import type { Settings } from "../shared/settings.ts";
import { readLogos } from "./branding.ts";
import { type Deployment, deploymentPlace, parseDeployment } from "./deployment.ts";

/** What the operator chose, from the context of `cdk.json` or of `cdk -c`. */
export interface Choices {
  readonly settings: Settings;
  /** The settings as they were written, over those of the preset, as JSON. */
  readonly givenSettings: string;
  readonly deployment: Deployment;
}

const settingsPlace = "cdk.json, context.nidan";

/** Lambda's environment holds 4,096 bytes in all; key ARNs, host and names take the rest. */
const mostSettingsBytes = 3000;

/**
 * @param contextOf reads a value of the app's context.
 * @throws SettingsError naming everything that is wrong in either part.
 */
export function readChoices(contextOf: (name: string) => unknown): Choices {
  const given = withPreset(fromContext(contextOf("nidan"), "nidan"), contextOf("preset"));
  const settings = attempt(() => parseSettings(given));
  const logos = attempt(() => settings.result && readLogos(settings.result.branding));
  const deployment = attempt(() => parseDeployment(fromContext(contextOf("deployment"), "deployment")));
  const givenSettings = JSON.stringify(given);
  const size = Buffer.byteLength(givenSettings);
  const trouble = [
    ...settings.trouble,
    ...logos.trouble,
    ...deployment.trouble,
    ...troubleTogether(settings.result, deployment.result),
  ];
  if (size > mostSettingsBytes) {
    trouble.push(`nidan: ${size} bytes; shorten them to ${mostSettingsBytes}, all that a function's environment holds`);
  }
  if (settings.result === undefined || deployment.result === undefined || trouble.length > 0) {
    throw new SettingsError(trouble);
  }
  return { settings: settings.result, givenSettings, deployment: deployment.result };
}

/** An object of `cdk.json`, or the JSON that `cdk -c nidan='{…}'` hands on as text. */
function fromContext(value: unknown, name: string): unknown {
  if (value === undefined) return {};
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new SettingsError([`${name}: must be JSON (cdk -c ${name}='{"…": …}')`]);
  }
}

function attempt<T>(parse: () => T): { readonly result?: T; readonly trouble: readonly string[] } {
  try {
    return { result: parse(), trouble: [] };
  } catch (error) {
    if (error instanceof SettingsError) return { trouble: error.message.split("\n") };
    throw error;
  }
}

/** Choices of one part that make sense only with one of the other. */
function troubleTogether(settings: Settings | undefined, deployment: Deployment | undefined): string[] {
  if (settings === undefined || deployment === undefined) return [];
  const found = [
    domainTrouble(deployment.domain, settings.host),
    voiceTrouble(deployment, settings.voice),
    ...pushTrouble(deployment),
    ...webhookTrouble(settings),
  ];
  return found.filter((line) => line !== undefined);
}

function domainTrouble({ certificateArn, hostedZone }: Deployment["domain"], host: string | undefined) {
  if (host === undefined) {
    if (certificateArn === undefined && hostedZone === undefined) return undefined;
    return `domain: is set, but no host; set host in context.nidan or remove domain (${deploymentPlace})`;
  }
  if (!/^[a-z0-9.-]+\.[a-z]{2,}$/.test(host)) {
    return `host: "${host}" cannot be deployed; set a public host name without a port (${settingsPlace})`;
  }
  if (certificateArn === undefined && hostedZone === undefined) {
    return `domain: ${host} needs a certificate; set certificateArn, or hostedZone to have one made (${deploymentPlace})`;
  }
  if (hostedZone !== undefined && host !== hostedZone.name && !host.endsWith(`.${hostedZone.name}`)) {
    return `domain.hostedZone.name: ${host} is not in ${hostedZone.name}; set the zone that holds it (${deploymentPlace})`;
  }
  return undefined;
}

/** The instance and the number to call from are nothing without each other. */
function voiceTrouble({ connect: { instanceArn }, region, account }: Deployment, { number }: Settings["voice"]) {
  if (instanceArn === undefined) {
    if (number === undefined) return undefined;
    return `voice.number: is set, but no Connect instance; set connect.instanceArn in context.deployment or remove voice.number (${settingsPlace})`;
  }
  if (number === undefined) {
    return `connect.instanceArn: is set, but no number to call from; set voice.number in context.nidan or remove connect.instanceArn (${deploymentPlace})`;
  }
  const [, , , itsRegion, itsAccount] = instanceArn.split(":");
  if (itsRegion !== region) {
    return `connect.instanceArn: is in ${itsRegion}; set an instance in ${region}, where the functions run (${deploymentPlace})`;
  }
  if (account !== undefined && itsAccount !== account) {
    return `connect.instanceArn: is of account ${itsAccount}; set an instance of ${account}, which the stacks go to (${deploymentPlace})`;
  }
  return undefined;
}

/** EventBridge posts over TLS alone. */
const webhookTrouble = ({ webhooks }: Settings): string[] =>
  webhooks.flatMap(({ url }, place) =>
    url.startsWith("https:")
      ? []
      : [`webhooks.${place}.url: is for the local stack alone; set an https URL (${settingsPlace})`],
  );

/** Secrets Manager is asked in the region of the functions. */
function pushTrouble({ push: { fcmSecretArn, apns }, region }: Deployment): string[] {
  const secrets = { "push.fcmSecretArn": fcmSecretArn, "push.apns.secretArn": apns?.secretArn };
  return Object.entries(secrets).flatMap(([name, arn]) => {
    const itsRegion = arn?.split(":")[3];
    if (itsRegion === undefined || itsRegion === region) return [];
    return [`${name}: is in ${itsRegion}; set a secret in ${region}, where the functions run (${deploymentPlace})`];
  });
}
