import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";

export interface Capturing {
  /** Paths, without queries. */
  readonly asked: readonly string[];
  readonly notes: readonly string[];
  /** Undefined where the process was killed. */
  readonly record: SnapshotRecord | undefined;
}

/** Captures in a process of its own, which is killed (`kill -9`) when it asks for an address that holds `stopAt`. */
export async function runCapturing(folder: string, stopAt = ""): Promise<Capturing> {
  const script = fileURLToPath(new URL("capturing-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, folder, stopAt], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [asked, notes]: [string[], string[]] = [[], []];
  let record: SnapshotRecord | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { asked?: string; note?: string; record?: SnapshotRecord };
    if (said.note !== undefined) notes.push(said.note);
    if (said.asked !== undefined) asked.push(said.asked);
    if (stopAt !== "" && said.asked?.includes(stopAt) === true) child.kill("SIGKILL");
    record ??= said.record;
  }
  const [, signal] = (await ended) as [number | null, string | null];
  if ((signal === "SIGKILL") !== (stopAt !== "")) throw new Error("the capture ended otherwise than it should");
  return { asked, notes, record };
}
