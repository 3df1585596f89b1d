import { faultOf } from "./fault-of.ts";
import { type FileLog, openFileLog } from "./file-log.ts";
import { noLog } from "./log.ts";
import { type LogLevel, logLevels } from "./log-events.ts";

/**
 * The log of this thread, which ends with it and tells of what kills it. REINSTATE_LOG chooses the level: error, warn, info (what
 * holds otherwise), or off. Without a folder nothing is logged.
 */
export function logHere(folder: string | undefined, environment: NodeJS.ProcessEnv = process.env): FileLog {
  const chosen = environment.REINSTATE_LOG;
  if (folder === undefined || chosen === "off") return { ...noLog, flush: () => {}, close: () => {} };
  const level: LogLevel = logLevels.find((each) => each === chosen) ?? "info";
  const log = openFileLog({ folder, level });
  process.on("exit", () => log.flush());
  process.on("uncaughtExceptionMonitor", (error) => log.write("app.failed", faultOf(error)));
  return log;
}
