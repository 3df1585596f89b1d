import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasPublishedModel } from "./published-model.ts";
import { recordsVariable } from "./watch-exchanges.ts";

interface Line {
  readonly fault?: string;
  readonly requests?: number;
  readonly answers?: number;
}

/** For Vitest's `globalSetup`: gathers what all processes of the run judged; what it returns prints the sums and fails on faults. */
export function setup(): () => void {
  if (!hasPublishedModel) {
    process.stdout.write(
      "left out: the published description of Graph is not beside this checkout; nothing is judged by it\n",
    );
    return () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "reinstate-exchanges-"));
  // Some tests run the product as somebody else.
  chmodSync(folder, 0o777);
  process.env[recordsVariable] = folder;
  return () => {
    const lines = linesIn(folder);
    rmSync(folder, { recursive: true });
    const sum = (name: "requests" | "answers") => lines.reduce((total, line) => total + (line[name] ?? 0), 0);
    process.stdout.write(
      `By Graph's published description: ${sum("requests")} requests and ${sum("answers")} answers of the demo tenant judged\n`,
    );
    const faults = [...new Set(lines.flatMap(({ fault }) => fault ?? []))];
    if (faults.length > 0) throw new Error(`Not as Graph's published description has it:\n${faults.sort().join("\n")}`);
  };
}

function linesIn(folder: string): readonly Line[] {
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line),
  );
}
