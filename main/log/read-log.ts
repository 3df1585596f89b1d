import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { logFileName } from "./file-log.ts";
import { type LogLine, parseLogLine } from "./log-line.ts";

/** The last lines, oldest first, each proven to hold nothing but what may be logged. None where there is no log. */
export function lastLogLines(folder: string, most: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (const name of namesIn(folder)) {
    const texts = readText(join(folder, name)).split("\n");
    lines.unshift(...texts.flatMap((text) => parseLogLine(text) ?? []).slice(-(most - lines.length)));
    if (lines.length >= most) break;
  }
  return lines;
}

/** Newest first. */
function namesIn(folder: string): readonly string[] {
  try {
    const older = readdirSync(folder).filter((name) => name.startsWith("reinstate-") && name.endsWith(".log"));
    return [logFileName, ...older.sort().reverse()];
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
