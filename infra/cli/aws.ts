import { ConnectClient } from "@aws-sdk/client-connect";
import { SESClient } from "@aws-sdk/client-ses";
import { SNSClient } from "@aws-sdk/client-sns";
import { patience } from "../../shared/adapters/patience.ts";
import type { Choices } from "../choices.ts";

/** What is asked on AWS, and for which choices. */
export interface Asked {
  readonly region: string;
  readonly choices: Choices;
  readonly ses: SESClient;
  readonly sns: SNSClient;
  readonly connect: ConnectClient;
}

export function askAws(region: string, choices: Choices): Asked {
  const config = { region, ...patience(5000, 2) };
  return {
    region,
    choices,
    ses: new SESClient(config),
    sns: new SNSClient(config),
    connect: new ConnectClient(config),
  };
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown error");

/** AWS's own words, on one line. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)}` : String(error);

/** The credentials are good, but do not allow this. */
export const isDenied = (error: unknown): boolean => /^(AccessDenied|AuthorizationError)/.test(nameOf(error));

/** There are no credentials, or AWS takes them for nobody's: no call can work. */
export const isUnknown = (error: unknown): boolean =>
  /^(CredentialsProvider|TokenProvider|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken)/.test(
    nameOf(error),
  );
