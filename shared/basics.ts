import { kmsKeyRing } from "./adapters/kms/roots.ts";
import { kmsSigner } from "./adapters/kms/signer.ts";
import { patience } from "./adapters/patience.ts";
import { systemClock, systemRandom } from "./adapters/system/system.ts";
import type { Config } from "./config.ts";
import { jsonLog, type Log } from "./observability/log.ts";
import type { Clock } from "./ports/clock.ts";
import type { Random } from "./ports/random.ts";
import type { Roots } from "./ports/roots.ts";
import type { Signer } from "./ports/signer.ts";

/** What every function has; enough for those that never touch the table, which then need not load its client. */
export interface Basics {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly roots: Roots;
  readonly signer: Signer;
}

export function createBasics(config: Config): Basics {
  const { challengeKeyIds, vaultKeyIds, revealKeyIds, signingKeyIds } = config.resources;
  const kms = once(async () => new (await import("@aws-sdk/client-kms")).KMSClient(patience(2000, 3)));
  return {
    config,
    clock: systemClock,
    random: systemRandom,
    log: jsonLog(systemClock, (line) => process.stdout.write(line)),
    roots: {
      challenge: kmsKeyRing(kms, challengeKeyIds),
      vault: kmsKeyRing(kms, vaultKeyIds),
      reveal: kmsKeyRing(kms, revealKeyIds),
    },
    signer: kmsSigner(kms, signingKeyIds, config.settings.result.algorithm),
  };
}

/** Makes a thing when it is first asked for, and then hands out the same. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
