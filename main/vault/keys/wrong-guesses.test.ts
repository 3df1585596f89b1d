import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { guarding } from "./wrong-guesses.ts";

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
