import { describe, expect, test } from "@jest/globals";
import { GalleryError, readOptions } from "./options.ts";

describe("npm run gallery", () => {
  test("given no options, when they are read, then every state in both languages and sizes is wanted", () => {
    expect(readOptions([])).toEqual({
      help: false,
      only: "",
      locales: ["ja", "en"],
      screens: ["phone", "pc"],
      schemes: ["light"],
      jobs: 2,
    });
  });

  test("given options, when they are read, then they narrow it down", () => {
    const args = ["--only", "login", "--lang", "en", "--size", "pc", "--dark", "--jobs", "8", "--out", "here"];
    expect(readOptions(args)).toEqual({
      help: false,
      only: "login",
      locales: ["en"],
      screens: ["pc"],
      schemes: ["light", "dark"],
      jobs: 8,
      out: "here",
    });
  });

  test.each([
    [["--nope"], "Unknown option '--nope'; npm run gallery -- --help shows what there is"],
    [["login"], "Unexpected argument 'login'; npm run gallery -- --help shows what there is"],
    [["--only"], "Option '--only <value>' argument missing; npm run gallery -- --help shows what there is"],
    [["--lang", "fr"], "--lang fr: must be one of ja, en"],
    [["--size", "watch"], "--size watch: must be one of phone, pc"],
    [["--jobs", "0"], "--jobs 0: must be a number from 1 to 8"],
    [["--jobs", "9"], "--jobs 9: must be a number from 1 to 8"],
    [["--jobs", "many"], "--jobs many: must be a number from 1 to 8"],
    [["--out", ""], "--out: needs the path of a folder"],
  ])("given %j, when it is read, then what is wrong is told", (args, told) => {
    expect(() => readOptions(args)).toThrow(new GalleryError(told));
  });
});
