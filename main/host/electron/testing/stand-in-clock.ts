import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

const name = "stand-in clock";

/** How far this process's clocks are ahead of the computer's, in milliseconds: the same in all of its threads. */
export function standInClock(): () => number {
  if (isMainThread) setEnvironmentData(name, new SharedArrayBuffer(8) as never);
  return () => Number(Atomics.load(cell(), 0));
}

export function moveClock(milliseconds: number): void {
  Atomics.add(cell(), 0, BigInt(Math.round(milliseconds)));
}

function cell(): BigInt64Array<SharedArrayBuffer> {
  return new BigInt64Array(getEnvironmentData(name) as unknown as SharedArrayBuffer);
}
