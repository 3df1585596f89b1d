import { recoveryRun } from "../main/flows/random-recovery/recovery-run.ts";

/** Recovers and takes back so many random tenants; a seed that goes wrong is printed. Returns how many did. */
export async function proveRecoveries(
  first: number,
  count: number,
  inFolder: (use: (folder: string) => Promise<void>) => Promise<void>,
): Promise<number> {
  const counted = { steps: 0, complete: 0, resumed: 0, killed: 0, wrong: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    await inFolder(async (folder) => {
      const { steps, verdict, resumed, killed, wrong, story } = await recoveryRun(seed, folder);
      counted.steps += steps;
      counted.complete += verdict === "complete" ? 1 : 0;
      counted.resumed += resumed;
      counted.wrong += wrong.length === 0 ? 0 : 1;
      counted.killed += killed;
      if (wrong.length > 0) console.log(story().join("\n"));
    });
  }
  const { steps, complete, resumed, killed, wrong } = counted;
  console.log(
    `${count} random recoveries of ${steps} steps, each taken back: ${complete} complete, resumed ${resumed} times, ${killed} of them after a kill, ${wrong} wrong.`,
  );
  return wrong;
}
