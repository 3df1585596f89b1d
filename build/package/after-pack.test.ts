import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCurrentFuseWire } from "@electron/fuses";
import { type AfterPackContext, Arch } from "electron-builder";
import { expect, it, onTestFinished, vi } from "vitest";
import { afterPack } from "./after-pack.ts";
import { fuses } from "./fuses.ts";
import { unsetFuses } from "./testing/unset-fuses.ts";

/** A Mac, as far as it is asked: an application whose binary is its fuses, and a codesign that writes down what it was asked. */
function mac() {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-after-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const framework = join(folder, "Reinstate.app/Contents/Frameworks/Electron Framework.framework");
  mkdirSync(framework, { recursive: true });
  writeFileSync(join(framework, "Electron Framework"), unsetFuses());
  const signed = join(folder, "signed");
  writeFileSync(join(folder, "codesign"), `#!/bin/sh\necho "$@" > "${signed}"\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.spyOn(process, "platform", "get").mockReturnValue("darwin");
  onTestFinished(() => void vi.restoreAllMocks());
  return { folder, signed };
}

function contextOf(appOutDir: string, arch: Arch): AfterPackContext {
  const packager = { appInfo: { productFilename: "Reinstate" } };
  return { appOutDir, arch, electronPlatformName: "darwin", packager } as unknown as AfterPackContext;
}

it.runIf(process.platform !== "win32").each([
  [Arch.x64, false],
  [Arch.arm64, false],
  [Arch.universal, true],
])(
  "sets every fuse of a Mac's application (%s), and signs the whole anew but not its halves: %s",
  async (arch, isSigned) => {
    const { folder, signed } = mac();
    await afterPack(contextOf(folder, arch));
    const { version, strictlyRequireAllFuses: _required, ...wanted } = fuses;
    const wire = await getCurrentFuseWire(join(folder, "Reinstate.app"));
    for (const [fuse, isOn] of Object.entries(wanted))
      expect(wire[Number(fuse) as keyof typeof wire], fuse).toBe((isOn ? "1" : "0").charCodeAt(0));
    expect([wire.version, existsSync(signed)]).toEqual([version, isSigned]);
    if (isSigned) expect(readFileSync(signed, "utf8")).toContain(join(folder, "Reinstate.app"));
  },
);
