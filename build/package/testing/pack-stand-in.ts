import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { listPackage } from "@electron/asar";
import { getCurrentFuseWire } from "@electron/fuses";
import { Arch, build, type Configuration, Platform } from "electron-builder";
import { unsetFuses } from "./unset-fuses.ts";

const root = join(import.meta.dirname, "../../..");

export interface PackedStandIn {
  /** Paths in app.asar. */
  readonly inArchive: readonly string[];
  /** Paths beside it. */
  readonly outside: readonly string[];
  /** What lies in the folder of the program. */
  readonly besideProgram: readonly string[];
  readonly fuseWire: Awaited<ReturnType<typeof getCurrentFuseWire>>;
  /** Of the deb, the rpm and the AppImage, in any order. */
  readonly launchers: readonly Launcher[];
}

/** What a desktop starts the program by. */
interface Launcher {
  /** Its file's name. */
  readonly name: string;
  readonly content: string;
}

/**
 * Runs the real electron-builder for Linux with the project's own configuration over what is prepared in dist/package,
 * and packs into `folder`, up to the tools that make a deb, an rpm and an AppImage of it. In place of Electron, which like them
 * cannot be fetched everywhere, stands a folder whose binary has nothing but the fuses, all on.
 */
export async function packStandIn(folder: string, fuseCount = 9): Promise<PackedStandIn> {
  const electron = join(folder, "electron");
  await mkdir(join(electron, "locales"), { recursive: true });
  await writeFile(join(electron, "electron"), unsetFuses(fuseCount));
  await writeFile(join(electron, "locales/en-US.pak"), "");
  for (const licence of ["LICENSE", "LICENSES.chromium.html"]) await writeFile(join(electron, licence), "");
  const out = join(folder, "out");
  const launchers = await describePackages({ electronDist: electron, directories: { output: out } });
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
    launchers,
  };
}

async function describePackages(settings: Configuration): Promise<readonly Launcher[]> {
  const launchers: Launcher[] = [];
  await build({
    projectDir: root,
    publish: "never",
    targets: Platform.LINUX.createTarget(["deb", "rpm", "AppImage"], Arch.x64),
    config: { extends: "electron-builder.yml", ...settings },
    // True: this is where the tool would begin.
    effectiveOptionComputed: async (given: ForFpm | ForAppImage) => {
      launchers.push("desktop" in given ? fromAppImage(given) : await fromFpm(given));
      return true;
    },
  });
  return launchers;
}

type ForFpm = readonly [args: readonly string[], desktopFile: string];

interface ForAppImage {
  readonly desktop: string;
  readonly desktopFileName: string;
}

function fromAppImage({ desktop, desktopFileName }: ForAppImage): Launcher {
  return { name: desktopFileName, content: desktop };
}

async function fromFpm([args, desktopFile]: ForFpm): Promise<Launcher> {
  const installed = args.find((argument) => argument.startsWith(`${desktopFile}=`)) ?? "";
  return { name: basename(installed), content: await readFile(desktopFile, "utf8") };
}
