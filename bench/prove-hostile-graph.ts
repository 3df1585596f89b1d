import { type FaultKind, faultKinds } from "../main/flows/hostile-graph/fault-kinds.ts";
import type { HostileOutcome } from "../main/flows/hostile-graph/hostile-run.ts";
import { type Beginning, hostileRuns } from "../main/flows/hostile-graph/hostile-runs.ts";

type Tally = Record<HostileOutcome["end"] | "runs", number>;

const beginnings: Readonly<Record<Beginning, string>> = {
  nothing: "captures of everything",
  snapshot: "captures out of the changes since a snapshot",
};

/** Captures through seeded faults of Graph and the network, and prints how they ended by kind. Returns how many were wrong. */
export async function proveHostileGraph(first: number, runs: number): Promise<number> {
  return (await proveFrom("nothing", first, runs)) + (await proveFrom("snapshot", first, runs));
}

async function proveFrom(from: Beginning, first: number, runs: number): Promise<number> {
  const byKind = new Map<FaultKind | "all", Tally>();
  let [wrongRuns, inRounds] = [0, 0];
  for await (const { seed, end, hits, wrong, said, rounds } of hostileRuns(first, runs, from)) {
    inRounds += rounds;
    for (const kind of ["all", ...hits.keys()] as const) {
      const tally = byKind.get(kind) ?? { runs: 0, complete: 0, incomplete: 0, refused: 0 };
      tally.runs += 1;
      tally[end] += 1;
      byKind.set(kind, tally);
    }
    if (wrong.length === 0) continue;
    wrongRuns += 1;
    console.log(
      `seed ${seed} ended ${end} and shows what is not so: ${wrong.slice(0, 5).join("; ")} (said: ${said.join(" ")})`,
    );
  }
  console.log(
    `${beginnings[from]} from a Graph that misbehaves: runs / complete and right / incomplete with reason / refused with an error`,
  );
  for (const kind of ["all", ...faultKinds] as const) {
    const {
      runs: all,
      complete,
      incomplete,
      refused,
    } = byKind.get(kind) ?? { runs: 0, complete: 0, incomplete: 0, refused: 0 };
    console.log(
      `  ${kind.padEnd(22)} ${[all, complete, incomplete, refused].map((count) => `${count}`.padStart(5)).join(" ")}`,
    );
  }
  const told = from === "snapshot" ? `, ${inRounds} types out of their changes` : "";
  console.log(`${runs} captures from a hostile Graph${told}: ${wrongRuns} show something wrong as true.`);
  return wrongRuns;
}
