import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { type SetName, setNames } from "../e2e/states/sets.ts";
import { GalleryError, readOptions, usage } from "./options.ts";
import { type Shot, sheetOf } from "./sheet.ts";
import { type Shooting, statesOf } from "./shoot.ts";

const standard = resolve(import.meta.dirname, "../../dist/gallery");

/** `npm run gallery`: a screenshot of every page in every state, language and size, on one sheet. */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) return void process.stdout.write(usage);
  const wanted = setNames.filter((set) => statesOf(set, options.only).length > 0);
  const total = wanted.reduce((sum, set) => sum + statesOf(set, options.only).length, 0);
  if (total === 0) throw new GalleryError(`--only ${options.only}: no state has that in its name`);

  const out = resolve(options.out ?? standard);
  const folder = join(out, "shots");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shots: Shot[] = [];
  const failures: { state: string; failure: string }[] = [];
  let done = 0;
  for (const set of wanted) {
    await shootAside(set, args, folder, (shooting) => {
      done += 1;
      if ("shots" in shooting) shots.push(...shooting.shots);
      else failures.push(shooting);
      process.stderr.write(
        `${process.stderr.isTTY ? "\r\x1b[K" : ""}${done}/${total} ${shooting.state}${process.stderr.isTTY ? "" : "\n"}`,
      );
    });
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  const order = (shot: Shot) => `${shot.set} ${shot.file}`;
  shots.sort((one, other) => order(one).localeCompare(order(other)));
  const sheet = join(out, "index.html");
  writeFileSync(sheet, sheetOf(shots, failures));
  process.stdout.write(`${shots.length} screenshots of ${total - failures.length} states: ${pathToFileURL(sheet)}\n`);
  for (const { state, failure } of failures) process.stderr.write(`${state} was not reached: ${failure}\n`);
  if (failures.length > 0 || done < total) process.exitCode = 1;
}

/** In a process of its own: one has one stack. It writes a line of JSON for each state. */
async function shootAside(
  set: SetName,
  args: readonly string[],
  folder: string,
  tell: (shooting: Shooting) => void,
): Promise<void> {
  const program = join(import.meta.dirname, "shoot-set.ts");
  const child = spawn(process.execPath, [program, set, folder, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((settle) => child.once("close", settle));
  for await (const line of createInterface({ input: child.stdout })) tell(JSON.parse(line));
  if ((await ended) !== 0) throw new GalleryError(`the shots of the set ${set} were broken off`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof GalleryError;
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}
