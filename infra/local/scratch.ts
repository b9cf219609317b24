import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const inMemory = "/dev/shm";
const roomBytes = 2 ** 30;

/** A new folder for what no run is to find again: in memory where the system has room for files there. */
export const scratchFolder = (): string => mkdtempSync(join(hasRoom(inMemory) ? inMemory : tmpdir(), "nidan-table-"));

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}
