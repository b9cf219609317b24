import { describe, expect, test } from "@jest/globals";
import { StartError } from "./errors.ts";
import { readOptions } from "./options.ts";

describe("the options of npm start", () => {
  test("given none, when they are read, then the port is 3000 and there are demo accounts", () => {
    expect(readOptions([])).toEqual({ help: false, port: 3000, demo: true });
  });

  test("given all, when they are read, then they are taken", () => {
    const options = readOptions(["--demo", "off", "--data", "kept", "--preset", "memberSite"], "0");
    expect(options).toEqual({ help: false, port: 0, demo: false, dataDir: "kept", preset: "memberSite" });
  });

  test.each([
    [["--demo", "maybe"], "3000", "--demo maybe"],
    [
      ["--preset", "appapproval"],
      "3000",
      "there are linkApproval, appApproval, authenticatorApp, manyChannels, memberSite",
    ],
    [["--preset", "toString"], "3000", "--preset toString"],
    [["--preset"], "3000", "--preset"],
    [["--nope"], "3000", "--nope"],
    [["nope"], "3000", "nope"],
    [["--data"], "3000", "--data"],
    [["--data", ""], "3000", "--data"],
    [[], "65535", "PORT"],
    [[], "-1", "PORT"],
    [[], "http", "PORT"],
  ])("given %j and PORT %s, when they are read, then one line names %s", (args, port, named) => {
    const read = () => readOptions(args, port);
    expect(read).toThrow(StartError);
    expect(read).toThrow(named);
    expect(read).not.toThrow("\n");
  });
});
