import { buildOnce } from "../main/host/electron/testing/build-once.ts";
import { attack } from "../main/host/electron/testing/hostile-renderer.ts";
import { RunningElectron } from "../main/host/electron/testing/running-electron.ts";

/** In megabytes a heap: with all the room there is, what nobody holds any more lies about for minutes and looks like a leak. */
const heapLimit = 128;
/** How much the process may take more after all of it than after the first tenth. */
const flatBytes = 200_000_000;

/** The same against the real bundle, over a stand-in for Electron: all of the contract's methods, none left out. */
export async function proveHostileRenderer(dataFolder: string, seconds: number, seed: number): Promise<number> {
  buildOnce();
  const env = { NODE_OPTIONS: `--max-old-space-size=${heapLimit}` };
  const running = new RunningElectron({ dataFolder, computer: { pressed: 0 }, env });
  await running.recorded("show");
  const memory = async () => Number(await running.ask({ what: "memory" }));
  const start = performance.now();
  let early: Promise<number> | undefined;
  const isOver = () => {
    const passed = performance.now() - start;
    if (passed > seconds * 100) early ??= memory();
    return passed > seconds * 1000;
  };
  const { calls, answered, problems } = await attack(running, { seed, isOver });
  const grown = (await memory()) - ((await early) ?? 0);
  await running.kill();
  const all = grown > flatBytes ? [...problems, "its memory is not flat"] : problems;
  for (const problem of all) console.log(problem);
  console.log(
    `${calls} calls of a hostile renderer through the real bundle in ${seconds} s (${answered} answered with a value): ${all.length} problems; its memory grew by ${Math.round(grown / 1e6)} MB.`,
  );
  return all.length;
}
