import { afterEach, expect, it } from "vitest";
import { newFolder, removeFolders } from "../../vault/testing/scratch-vault.ts";
import { recoveryRun } from "./recovery-run.ts";

afterEach(() => removeFolders());

/** Each of these went wrong once, in the product or in the demo; "npm run prove" goes through thousands. */
const kept = [84239, 85266, 54, 101, 1043, 2147, 40150, 41360, 51165, 60393, 80201, 81884, 88583, 93016];

it.each(kept)(
  "puts back what was chosen, changes nothing else, says the truth of each step and can be taken back (seed %i)",
  { timeout: 120_000 },
  async (seed) => {
    const { wrong, story } = await recoveryRun(seed, newFolder());
    expect(wrong, story().join("\n")).toEqual([]);
  },
);
