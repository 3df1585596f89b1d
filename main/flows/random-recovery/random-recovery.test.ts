import { afterEach, expect, it } from "vitest";
import { newFolder, removeFolders } from "../../vault/testing/scratch-vault.ts";
import { recoveryRun } from "./recovery-run.ts";

afterEach(() => removeFolders());

/** Each of these went wrong once; "npm run prove" goes through thousands. */
const kept = [
  [2, "an undo after its policies were switched on"],
  [8, "a job whose process was killed before it was read back"],
  [54, "an undo of a job that was killed between making an object and hearing of it"],
  [101, "any"],
] as const;

it.each(kept)(
  "puts back what was chosen, changes nothing else, says the truth of each step and can be taken back (seed %i: %s)",
  { timeout: 120_000 },
  async (seed) => {
    const { wrong, story } = await recoveryRun(seed, newFolder());
    expect(wrong, story().join("\n")).toEqual([]);
  },
);
