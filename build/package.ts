import { readFileSync } from "node:fs";
import { join } from "node:path";
import { preparePackage } from "./package/prepare-package.ts";
import { channelSettings, runBuilder } from "./package/run-builder.ts";

/**
 * `npm run package [-- electron-builder's arguments]`: what ships, staged and listed, then handed to electron-builder.
 * Exit codes: 0 packed, 1 something is wrong, 69 Electron (or a tool that makes installers) could not be fetched.
 */
const folder = join(import.meta.dirname, "../dist/package");
const settings = [...channelSettings(process.env.REINSTATE_UPDATE_URL), ...process.argv.slice(2)];
await import("./lint/check-packages.ts");
await import("./build.ts");
const files = await preparePackage(folder);
const megabytes = (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
console.error(`Staged ${files.length} files, ${megabytes} MB, in ${join(folder, "stage")}.`);
console.error(`Listed in ${join(folder, "files.sha256")}, bill of materials in ${join(folder, "sbom.cdx.json")}.`);

const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
const electronVersion: string = devDependencies.electron;
const outcome = await runBuilder(settings);
if (outcome === "unreachable") {
  console.error(`
Electron's binary, or a tool that makes the installers, could not be fetched: this machine does not reach github.com.
Everything before that is done and lies in ${folder}. There is no installer yet.
Run this on a machine with internet, or put Electron's zip of this version where this machine reaches it and say
  npm run package -- --config.electronDist=/path/to/electron-v${electronVersion}-linux-x64.zip --linux dir
docs/release-checklist.md has every step.`);
  process.exitCode = 69;
} else if (outcome === "failed") {
  console.error(
    "\nelectron-builder stopped; its last lines above say why. Nothing in dist/package/out is fit to be released.",
  );
  process.exitCode = 1;
}
