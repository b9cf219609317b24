import { GetSendQuotaCommand } from "@aws-sdk/client-ses";
import { type Asked, isDenied, isUnknown, reasonOf } from "../aws.ts";
import { bad, type Finding, ok, warn } from "./check.ts";

/** Makes a first call: credentials that can be found need not be good. */
export async function checkCredentials({ ses, region }: Asked): Promise<Finding> {
  try {
    await ses.send(new GetSendQuotaCommand());
    return ok("AWS takes them");
  } catch (error) {
    return judgeCredentials(error, region);
  }
}

/** @param error what the first call failed with. */
export function judgeCredentials(error: unknown, region: string): Finding {
  if (isDenied(error)) return ok("AWS takes them");
  if (isUnknown(error)) {
    return bad(`there are none that AWS takes (${reasonOf(error)})`, "Sign in (aws sso login) or set AWS_PROFILE");
  }
  return warn(
    `not known: SES in ${region} did not answer (${reasonOf(error)})`,
    "See whether AWS can be reached from here",
  );
}
