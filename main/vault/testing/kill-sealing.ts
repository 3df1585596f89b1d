import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { openVault } from "../open-vault.ts";
import { passphrase, verdictOf } from "./scratch-vault.ts";
import { sealingState } from "./sealing-state.ts";

export function startProcess(
  name:
    | "holding-process"
    | "leaving-process"
    | "making-process"
    | "rekeying-process"
    | "sealing-process"
    | "thinning-process",
  ...values: readonly string[]
): ChildProcess {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return spawn(process.execPath, [script, ...values], { stdio: ["pipe", "pipe", "inherit"] });
}

export interface Killing {
  readonly folder: string;
  readonly users: number;
  /** From the moment at which the process has opened the vault. */
  readonly afterMilliseconds: number;
}

export interface KillingOutcome {
  readonly snapshots: number;
  /** The last snapshot that the process said was sealed. */
  readonly promised: number;
  /** What is wrong with the vault; undefined if nothing is. */
  readonly problem: string | undefined;
}

/** Kills a process in the middle of sealing, as `kill -9` does, and looks at what it left. */
export async function killSealing({ folder, users, afterMilliseconds }: Killing): Promise<KillingOutcome> {
  const child = startProcess("sealing-process", folder, String(users));
  const ended = once(child, "exit");
  let promised = 0;
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line === "sealing") setTimeout(() => child.kill("SIGKILL"), afterMilliseconds);
    else promised = Number(line);
  }
  const [, signal] = (await ended) as [number | null, string | null];
  if (signal !== "SIGKILL") throw new Error("the sealing process ended by itself");
  return { promised, ...inspect(folder, users, promised) };
}

function inspect(folder: string, users: number, promised: number) {
  const vault = openVault({ folder, passphrase });
  try {
    const snapshots = vault.snapshots().length;
    const problem = snapshots < promised ? `snapshot ${promised} was lost` : verdictOf(vault).problem;
    if (problem !== undefined || snapshots === 0) return { snapshots, problem };
    const held = new Map(Array.from(vault.objects(snapshots), (object) => [object.id, object]));
    const expected = new Map(sealingState(snapshots, users).map((object) => [object.id, object]));
    const isWhole = isDeepStrictEqual(held, expected);
    return { snapshots, problem: isWhole ? undefined : `snapshot ${snapshots} holds other objects than were sealed` };
  } finally {
    vault.close();
  }
}
