import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, runCommand } from "./run-command-line.ts";

/** A folder for one test file, and the demo vault in it. */
export interface Workplace {
  readonly folder: string;
  readonly vault: string;
  /** A file in the folder, with this text. */
  file(name: string, text: string): Promise<string>;
  /** The path of a file in the folder. */
  path(name: string): string;
  /** The demo tenant's command line on the vault. */
  demo(...args: readonly string[]): Promise<Ended>;
  /** A copy of the vault with its tenant, to be spoilt. */
  copy(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** Builds a small demo tenant with its vault, its incident and its recovery: four snapshots and one job. */
export async function makeWorkplace(...demoOptions: readonly string[]): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "reinstate-terminal-"));
  const vault = join(folder, "vault");
  const built = await runCommand("demo", "--users", "50", ...demoOptions, "--vault", vault, "--quiet");
  if (built.code !== 0) throw new Error(`The demo could not be built: ${built.err}`);
  return {
    folder,
    vault,
    path: (name) => join(folder, name),
    file: async (name, text) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    demo: (...args) => runCommand("--cloud", "demo", "--vault", vault, ...args),
    copy: async (name) => {
      await cp(vault, join(folder, name), { recursive: true });
      return join(folder, name);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
