import { argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { tableName } from "../../infra/local/environment.ts";

/** Things that were done, how long it took, and what it took of this process. */
export interface Pace {
  readonly perMinute: number;
  readonly cpuMs: number;
}

/** @param work done so often, so many at once. @returns its pace, and the processor's milliseconds for each. */
async function paceOf(times: number, atOnce: number, work: (place: number) => Promise<unknown>): Promise<Pace> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  let next = 0;
  const worker = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return paceSince(began, before, times);
}

export function paceSince(began: number, before: NodeJS.CpuUsage, times: number): Pace {
  const { user, system } = process.cpuUsage(before);
  return {
    perMinute: (60_000 * times) / (performance.now() - began),
    cpuMs: (user + system) / 1000 / times,
  };
}

/** What an account is in the table: four items that must not stand there, and one of its history. */
const parts = ["IDENT#", "SUB#", "SUB#", "SUB#", "SUB#"] as const;

/** The bare transaction of an account by the SDK, straight to the emulator. */
export async function transactionFloor(endpoint: string, times: number): Promise<Pace> {
  const client = new DynamoDBClient({ endpoint });
  const run = randomBytes(6).toString("hex");
  const pace = await paceOf(times, 32, (place) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: parts.map((prefix, part) => ({
          Put: {
            TableName: tableName,
            Item: marshall({ PK: `${prefix}${run}-${place}`, SK: `BENCH#${part}`, value: "x".repeat(200) }),
            ...(part === parts.length - 1 ? {} : { ConditionExpression: "attribute_not_exists(PK)" }),
          },
        })),
      }),
    ),
  );
  client.destroy();
  return pace;
}

const hash = promisify(argon2);
/** As `argon2-passwords.ts` has them. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** The bare hash. Node makes it on threads, four unless `UV_THREADPOOL_SIZE` says otherwise. */
export const hashFloor = (times: number, atOnce: number): Promise<Pace> =>
  paceOf(times, atOnce, () =>
    hash("argon2id", { ...parameters, message: "correct-horse-battery", nonce: randomBytes(16) }),
  );
