import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { guarding } from "./wrong-guesses.ts";

const medium = vi.hoisted(() => ({ isReadOnly: false }));

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  const onlyWritable = <Name extends "writeFileSync" | "rmSync">(name: Name) => {
    const real = original[name] as (...values: readonly unknown[]) => unknown;
    return (...values: readonly unknown[]) => {
      if (medium.isReadOnly) throw Object.assign(new Error("read-only file system"), { code: "EROFS" });
      return real(...values);
    };
  };
  return { ...original, writeFileSync: onlyWritable("writeFileSync"), rmSync: onlyWritable("rmSync") };
});

test.each(["before", "after"])("a medium that cannot be written opens though guesses were counted %s now", (when) => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-guesses-"));
  onTestFinished(() => {
    medium.isReadOnly = false;
    rmSync(folder, { recursive: true });
  });
  const [path, now] = [join(folder, "guesses.json"), Date.UTC(2026, 0)];
  const at = Date.UTC(when === "before" ? 2025 : 2096, 0);
  writeFileSync(path, JSON.stringify({ wrong: 4, at }));
  medium.isReadOnly = true;
  expect(guarding(path, now, () => "open")).toBe("open");
});

test("wrong guesses made while the clock was years ahead lock nobody out once it is right again", () => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-guesses-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "guesses.json");
  const [ahead, now] = [Date.UTC(2096, 0), Date.UTC(2026, 0)];
  const wrong = () => {
    throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this vault. Try again.");
  };
  for (let time = 0; time < 3; time += 1) expect(() => guarding(path, ahead, wrong)).toThrow("does not open");
  expect(() => guarding(path, now, () => "open")).toThrow("Wait 2 seconds");
  expect(guarding(path, now + 2000, () => "open")).toBe("open");
});
