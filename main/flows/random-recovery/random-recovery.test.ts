import { afterEach, expect, it } from "vitest";
import { newFolder, removeFolders } from "../../vault/testing/scratch-vault.ts";
import { recoveryRun } from "./recovery-run.ts";

afterEach(() => removeFolders());

/** Those in which earlier versions, or this proof, went wrong: links that name what is made again, an undo that deletes what was changed. */
const kept = [1, 4, 5, 24, 30];

it.each([...kept, 101, 102, 103])(
  "puts back what was chosen, changes nothing else, says the truth of each step and can be taken back (seed %i)",
  { timeout: 120_000 },
  async (seed) => {
    const { wrong } = await recoveryRun(seed, newFolder());
    expect(wrong).toEqual([]);
  },
);
