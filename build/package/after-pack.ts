import { join } from "node:path";
import { flipFuses } from "@electron/fuses";
import { type AfterPackContext, Arch } from "electron-builder";
import { fuses } from "./fuses.ts";

/** electron-builder calls this once an application is put together, and before it is signed. */
export async function afterPack({ appOutDir, arch, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  const isMac = electronPlatformName === "darwin";
  await flipFuses(join(appOutDir, executableName(packager, electronPlatformName)), {
    ...fuses,
    // Arm64 binaries without any valid signature do not start; a real one replaces this. Not of the two halves of a universal
    // application, which come here first: a signature's list of files differs, and they would not be put together.
    resetAdHocDarwinSignature: isMac && process.platform === "darwin" && arch === Arch.universal,
  });
}

function executableName({ appInfo, executableName }: Packager, platform: string): string {
  if (platform === "darwin") return `${appInfo.productFilename}.app`;
  if (platform === "win32") return `${appInfo.productFilename}.exe`;
  // The Linux packager has a name of its own for it.
  if (executableName === undefined) throw new Error("The Linux packager does not name its executable any more.");
  return executableName;
}

type Packager = AfterPackContext["packager"] & { readonly executableName?: string };
