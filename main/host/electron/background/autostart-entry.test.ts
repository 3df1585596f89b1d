import { describe, expect, it } from "vitest";
import { autostartEntry, isEntryOn } from "./autostart-entry.ts";

/** Reads `Exec` back by the specification's own order: the value's escapes first, then the quotes, then field codes. */
function argumentsIn(entry: string): readonly string[] {
  const value = /^Exec=(.*)$/mu.exec(entry)?.[1] ?? "";
  const unescaped = value.replace(/\\(.)/gu, "$1");
  const found = unescaped.match(/"(?:\\.|[^"\\])*"|[^\s"]+/gu) ?? [];
  return found.map((each) => each.replace(/^"|"$/gu, "").replace(/\\(.)/gu, "$1").replaceAll("%%", "%"));
}

describe("the autostart entry", () => {
  it.each([
    [["/opt/Reinstate/reinstate", "--hidden"]],
    [["/home/ann/My Apps/Reinstate 1.0.AppImage", "--vault", "/home/ann/vault of contoso", "--hidden"]],
    [["/home/ann/100%/reinstate", "--hidden"]],
    [['/home/ann/"quoted"/$HOME/`id`/back\\slash', "--hidden"]],
    [["/home/ann/a;b&c|d>e<f*g?h#i(j)k~l'm", "--hidden"]],
    [["/home/ann/käse/保管庫", "--hidden"]],
  ] as [string, ...string[]][][])("starts %j and nothing else", (command) => {
    const entry = autostartEntry(command) ?? "";
    expect(argumentsIn(entry)).toEqual(command);
    expect(entry.split("\n").filter((line) => line.startsWith("Exec="))).toHaveLength(1);
    expect(isEntryOn(entry)).toBe(true);
  });

  it.each(["/home/ann\nExec=/evil", "/home/ann\r/reinstate", "/home/\u0000ann", "/home/\tann"])(
    "is not written for %j",
    (path) => {
      expect(autostartEntry([path, "--hidden"])).toBeUndefined();
    },
  );

  it("is off where the person's desktop switched it off", () => {
    const entry = autostartEntry(["/opt/reinstate"]) ?? "";
    expect(isEntryOn(`${entry}Hidden=true\n`)).toBe(false);
    expect(isEntryOn(entry.replace("enabled=true", "enabled=false"))).toBe(false);
    expect(isEntryOn(`${entry}[Desktop Action x]\nHidden=true\n`)).toBe(true);
  });
});
