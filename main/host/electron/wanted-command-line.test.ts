import { describe, expect, it } from "vitest";
import { typedArguments, wantedCommandLine } from "./wanted-command-line.ts";

describe("the command line of the installed application", () => {
  it.each([
    [["snapshots"]],
    [["--vault", "/vaults/contoso", "diff", "1", "now", "--json"]],
    [["--passphrase-file", "p.txt", "capture"]],
    [["import", "tenant.age"]],
    [["--help"]],
    [["--vault", "/v", "--version"]],
    // Told as an unknown command, instead of a window that opens silently.
    [["snapshotz"]],
  ])("runs %j without a window", (args) => {
    expect(wantedCommandLine(args)).toEqual(args);
  });

  it.each([
    [[]],
    [["--vault", "/vaults/contoso", "--cloud", "contoso.json"]],
    [["--demo=lockout"]],
    [["--hidden"]],
    [["reinstate://timeline"]],
    [["C:\\Users\\ann\\tenant.age"]],
    [["-psn_0_1234"]],
    [["--no-sandbox"]],
    [["--", "reinstate://timeline"]],
    // A link that was made to bring a command with it.
    [["--", "reinstate://x", "capture", "--help"]],
    [["--", "check"]],
  ])("opens the window for %j", (args) => {
    expect(wantedCommandLine(args)).toBeUndefined();
  });

  it("keeps Chromium's own options from the command", () => {
    expect(wantedCommandLine(["--ozone-platform=headless", "--no-sandbox", "check"])).toEqual(["check"]);
  });

  it("finds what was typed in a checkout and in an installed application", () => {
    expect(typedArguments(["electron", "main.js", "check"], { packaged: false })).toEqual(["check"]);
    expect(typedArguments(["Reinstate.exe", "check"], { packaged: true })).toEqual(["check"]);
  });
});
