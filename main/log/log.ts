import type { LogEventName, LogFields } from "./log-events.ts";

/** Where the program tells of itself. Never throws, and never holds up or ends the work that it tells of. */
export interface Log {
  write<Name extends LogEventName>(event: Name, fields: LogFields<Name>): void;
  /** What is held back goes to the disk. */
  flush?(): void;
}

/** For whoever is not told where to log. */
export const noLog: Log = { write: () => {} };
