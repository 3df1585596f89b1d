import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { windowsRelease } from "../testing/windows-release.ts";
import { verifyPublisher } from "./verify-publisher.ts";

it.runIf(process.platform !== "win32")("asks Windows who signed a file, and takes no answer for a no", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-publisher-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { release, env } = windowsRelease(folder, { version: "2.0.0", signedBy: "CN=Example Ltd, C=GB" });
  const installer = join(release.network, "reinstate-setup.exe");
  vi.stubEnv("SystemRoot", env.SystemRoot);
  expect(await verifyPublisher(["Example Ltd"], installer)).toBeNull();
  expect(await verifyPublisher(["Example"], installer)).toBe("It is signed by somebody else.");
  expect(await verifyPublisher(["Example Ltd"], join(folder, "not there.exe"))).toMatch(/could not be asked/u);
  // Where PowerShell is forbidden or gone.
  vi.stubEnv("SystemRoot", join(folder, "no windows"));
  expect(await verifyPublisher(["Example Ltd"], installer)).toMatch(/could not be asked/u);
});
