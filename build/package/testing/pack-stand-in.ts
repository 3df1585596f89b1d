import { execFile } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { listPackage } from "@electron/asar";
import { getCurrentFuseWire } from "@electron/fuses";

const root = join(import.meta.dirname, "../../..");
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

export interface PackedStandIn {
  /** Paths in app.asar. */
  readonly inArchive: readonly string[];
  /** Paths beside it. */
  readonly outside: readonly string[];
  /** What lies in the folder of the program. */
  readonly besideProgram: readonly string[];
  readonly fuseWire: Awaited<ReturnType<typeof getCurrentFuseWire>>;
}

/**
 * Runs the real electron-builder for Linux with the project's own configuration over what is prepared in dist/package,
 * and packs into `folder`. In place of Electron, which cannot be fetched everywhere, stands a folder whose binary has
 * nothing but the fuses, all on. Throws with all that electron-builder said.
 */
export async function packStandIn(folder: string, fuseCount = 9): Promise<PackedStandIn> {
  const electron = join(folder, "electron");
  await mkdir(join(electron, "locales"), { recursive: true });
  const wire = Buffer.from([1, fuseCount, ...Buffer.from("1".repeat(fuseCount))]);
  await writeFile(join(electron, "electron"), Buffer.concat([Buffer.from(`stand-in ${sentinel}`), wire]));
  await writeFile(join(electron, "locales/en-US.pak"), "");
  for (const licence of ["LICENSE", "LICENSES.chromium.html"]) await writeFile(join(electron, licence), "");
  const out = join(folder, "out");
  await runBuilder([
    "--linux",
    "dir",
    "--x64",
    `--config.electronDist=${electron}`,
    `--config.directories.output=${out}`,
  ]);
  const resources = join(out, "linux-unpacked/resources");
  const unpacked = join(resources, "app.asar.unpacked");
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  return {
    inArchive: listPackage(join(resources, "app.asar"), { isPack: false }),
    outside: entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(unpacked, join(entry.parentPath, entry.name))),
    besideProgram: await readdir(join(out, "linux-unpacked")),
    fuseWire: await getCurrentFuseWire(join(out, "linux-unpacked/reinstate")),
  };
}

async function runBuilder(settings: readonly string[]): Promise<void> {
  const args = [
    join(root, "node_modules/electron-builder/cli.js"),
    "--config",
    join(root, "electron-builder.yml"),
    ...settings,
  ];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(stdout + stderr);
  }
}
