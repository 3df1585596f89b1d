import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

const name = "stand-in clock";

/** How far this process's clocks are ahead of the computer's, in milliseconds: the same in all of its threads. */
export function standInClock(): () => number {
  if (isMainThread) setEnvironmentData(name, new SharedArrayBuffer(8) as never);
  return ahead;
}

export function moveClock(milliseconds: number): void {
  Atomics.add(cell(), 0, BigInt(Math.round(milliseconds)));
  for (const waiting of [...waits]) if (waiting.until <= ahead()) end(waiting);
}

interface Wait {
  readonly until: number;
  readonly resolve: () => void;
}

const waits = new Set<Wait>();
const ahead = () => Number(Atomics.load(cell(), 0));

function end(waiting: Wait): void {
  waits.delete(waiting);
  waiting.resolve();
}

/** Once a test has moved the clock so far. */
export function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => waits.add({ until: ahead() + milliseconds, resolve }));
}

function cell(): BigInt64Array<SharedArrayBuffer> {
  return new BigInt64Array(getEnvironmentData(name) as unknown as SharedArrayBuffer);
}
