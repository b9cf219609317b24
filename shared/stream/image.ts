import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { StreamRecord } from "aws-lambda";

/** An item as a record of the stream shows it. */
export function imageOf(attributes: StreamRecord["NewImage"]): unknown {
  const image: Parameters<typeof unmarshall>[0] = JSON.parse(JSON.stringify(attributes ?? {}));
  return unmarshall(image);
}
