import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "./log.ts";
import { type LogEventName, type LogFields, type LogLevel, logLevels } from "./log-events.ts";
import { logLine } from "./log-line.ts";

export const logFileName = "reinstate.log";
const olderName = /^reinstate-[\dTZ-]+\.log$/u;
/** So many files of so many bytes at most, and what one thread holds back. */
const mostFiles = 5;
const mostBytes = 2 * 1024 * 1024;
const heldBytes = 64 * 1024;
const heldMs = 1000;
/** A disk that stays full costs so much memory and no more. */
const mostWaiting = 2000;

export interface FileLogOptions {
  readonly folder: string;
  /** Nothing below it is written. */
  readonly level?: LogLevel;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly mostBytes?: number;
}

export interface FileLog extends Log {
  /** What is held back goes to the disk. */
  flush(): void;
  close(): void;
}

/**
 * Writes JSON lines into `folder`, which several processes and threads may do at once: each writes whole lines at the file's end,
 * and a full file is renamed. Of our own because the libraries that rotate (pino, winston) hold the file open, which loses lines as
 * soon as another process renames it, and know free text only. Whatever the disk refuses waits, then is lost and counted.
 */
export function openFileLog(options: FileLogOptions): FileLog {
  const { folder, level = "info", now = Date.now } = options;
  let waiting: string[] = [];
  let [bytes, lost] = [0, 0];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const all = lost === 0 ? waiting : [textOf("log.lost", { lines: lost }).text, ...waiting];
    bytes = 0;
    if (isAppended(folder, all.join(""), options.mostBytes ?? mostBytes, now())) [waiting, lost] = [[], 0];
    else drop();
  }
  function drop(): void {
    const over = Math.max(0, waiting.length - mostWaiting);
    waiting = waiting.slice(over);
    lost += over;
  }
  function textOf<Name extends LogEventName>(event: Name, fields: LogFields<Name>) {
    const line = logLine(event, fields, { at: new Date(now()).toISOString(), process: process.pid });
    return { level: line.level, text: `${JSON.stringify(line)}\n` };
  }

  return {
    flush,
    close: flush,
    write(event, fields) {
      const line = textOf(event, fields);
      if (logLevels.indexOf(line.level) > logLevels.indexOf(level)) return;
      waiting.push(line.text);
      bytes += line.text.length;
      // A process that dies of what went wrong has told of it.
      if (line.level === "error" || bytes >= heldBytes) flush();
      else timer ??= setTimeout(flush, heldMs).unref();
    },
  };
}

function isAppended(folder: string, text: string, most: number, now: number): boolean {
  const file = join(folder, logFileName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= most) turnOver(folder, file, now);
    appendFileSync(file, text, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** Two processes may do it at once: one of them finds nothing to rename, or renames what is nearly empty. */
function turnOver(folder: string, file: string, now: number): void {
  const name = `reinstate-${new Date(now).toISOString().replace(/[:.]/gu, "-")}.log`;
  renameSync(file, join(folder, name));
  const older = readdirSync(folder).filter((each) => olderName.test(each));
  for (const each of older.sort().slice(0, -(mostFiles - 1))) rmSync(join(folder, each), { force: true });
}
