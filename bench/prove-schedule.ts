import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { soakSchedule } from "../main/schedule/testing/soak-schedule.ts";

/** How much the heap may have grown from the first run to the last. */
const flatBytes = 8 * 1024 * 1024;

/** So many times 200 days of the daily snapshot in virtual time; returns how much was wrong. */
export async function proveSchedule(times: number): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let [wrong, taken, failed, first] = [0, 0, 0, 0];
  for (let seed = 1; seed <= times; seed += 1) {
    const outcome = await soakSchedule({ days: 200, seed });
    for (const problem of outcome.problems) console.log(`seed ${seed}: ${problem}`);
    wrong += outcome.problems.length;
    taken += outcome.taken;
    failed += outcome.failed;
    if (seed === 1) first = heap();
  }
  const grown = heap() - first;
  if (grown > flatBytes) wrong += 1;
  console.log(
    `${times * 200} scheduled days: ${taken} snapshots taken, ${failed} attempts failed, ${wrong} problems; the heap grew by ${Math.round(grown / 1024)} KiB.`,
  );
  return wrong;
}
