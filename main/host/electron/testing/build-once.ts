import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds what ships, unless it is built already. */
export function buildOnce(): void {
  const setup = JSON.stringify(join(import.meta.dirname, "../../../../build/setup.mjs"));
  execFileSync(process.execPath, ["--input-type=module", "-e", `(await import(${setup})).ensureBuilt()`]);
}
