/** As build/setup.mjs has them for the command line, and main/host/engine-thread.ts for the window. */
export const engineFlags = ["--max-semi-space-size=8"];

/** One row of the table: what was measured against what was to be reached. */
export interface Row {
  readonly measure: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** Of rows of time. */
  readonly milliseconds?: number;
}

export interface Measured<Result> {
  readonly result: Result;
  readonly milliseconds: number;
  /** Processor time of this thread: the rest of the time it waited, for the disk or on a busy machine for others. */
  readonly thread: number;
}

export function measure<Result>(work: () => Result): Measured<Result> {
  const before = process.threadCpuUsage();
  const start = performance.now();
  const result = work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.threadCpuUsage(before);
  return { result, milliseconds, thread: (user + system) / 1000 };
}

/** The middle one of three. */
export function median<Result>(work: () => Result): Measured<Result> {
  const all = [measure(work), measure(work), measure(work)] as const;
  return all.toSorted((first, second) => first.milliseconds - second.milliseconds)[1] ?? all[0];
}

export function timeRow(name: string, goal: number, { milliseconds, thread }: Measured<unknown>): Row {
  const measured = `${Math.round(milliseconds)} ms (thread ${Math.round(thread)} ms)`;
  return { measure: name, goal: `≤ ${goal} ms`, measured, isMet: milliseconds <= goal, milliseconds };
}

export function sizeRow(name: string, goalMegabytes: number, bytes: number): Row {
  const megabytes = bytes / 1e6;
  return {
    measure: name,
    goal: `≤ ${goalMegabytes} MB`,
    measured: `${megabytes.toFixed(2)} MB`,
    isMet: megabytes <= goalMegabytes,
  };
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ measure: name, goal, measured, isMet }) => [
    name,
    goal,
    measured,
    isMet ? "met" : "not met",
  ]);
  const all = [["measure", "to reach", "measured", ""], ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
