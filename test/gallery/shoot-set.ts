import { setNames } from "../e2e/states/sets.ts";
import { readOptions } from "./options.ts";
import { shoot } from "./shoot.ts";

/** One set's shots: `node test/gallery/shoot-set.ts SET FOLDER [options]`. A line of JSON a state. */
const [wanted, folder = ".", ...args] = process.argv.slice(2);
const set = setNames.find((name) => name === wanted);
if (set === undefined) throw new Error(`no such set: ${wanted}`);
await shoot(set, readOptions(args), folder, (shooting) => process.stdout.write(`${JSON.stringify(shooting)}\n`));
process.exit(0);
