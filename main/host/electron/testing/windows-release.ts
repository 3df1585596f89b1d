import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StandInRelease } from "./remote-messages.ts";

export interface OfferedUpdate {
  readonly version: string;
  /** The distinguished name in its signature. */
  readonly signedBy: string;
}

export type Policy = "on" | "off" | "locked";

interface WindowsRelease {
  readonly release: StandInRelease;
  /** For the process. */
  readonly env: Readonly<Record<string, string>>;
  /** What the program that asks for an administrator's rights was started with. */
  readonly installed: string;
}

const own = { version: "1.0.0", publisher: "Example Ltd" };

/**
 * A computer with Windows on which release 1.0.0 of Example Ltd is installed, and a channel with one newer version. `reg.exe`,
 * `powershell.exe` and `elevate.exe` are programs of this test's, at the places where the product looks for Windows' own.
 */
export function windowsRelease(folder: string, { version, signedBy }: OfferedUpdate, policy?: Policy): WindowsRelease {
  const [resources, network, windows] = ["resources", "network", "windows"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [resources, network, windows]) mkdirSync(each, { recursive: true });
  const installed = join(folder, "installed.json");
  program(join(resources, "elevate.exe"), writesArguments(installed));
  program(join(windows, "System32\\reg.exe"), registryWith(policy));
  program(join(windows, "System32\\WindowsPowerShell\\v1.0\\powershell.exe"), signatureOfFile);
  writeFileSync(join(resources, "app-update.yml"), channel);
  const installer = Buffer.from(`signed by ${signedBy}\n`);
  writeFileSync(join(network, "reinstate-setup.exe"), installer);
  writeFileSync(join(network, "latest.yml"), listing(version, installer));
  return { release: { version: own.version, resources, network }, env: { SystemRoot: windows }, installed };
}

const channel = `provider: generic
url: https://updates.example.com/reinstate
updaterCacheDirName: reinstate-updater
publisherName:
  - ${own.publisher}
`;

/** As electron-builder writes it for an installation for all users. */
function listing(version: string, installer: Buffer): string {
  const sha512 = createHash("sha512").update(installer).digest("base64");
  return `version: ${version}
files:
  - url: reinstate-setup.exe
    sha512: ${sha512}
    size: ${installer.length}
    isAdminRightsRequired: true
path: reinstate-setup.exe
sha512: ${sha512}
releaseDate: '2026-11-01T00:00:00.000Z'
`;
}

/** In a shell's clothes: Node does not run a file with a backslash in its name. */
function program(path: string, source: string): void {
  const script = path.replace(/[^/]*$/u, (name) => `${name.replaceAll(/\W/gu, "-")}.cjs`);
  writeFileSync(script, source);
  const start = `unset NODE_OPTIONS\nexec "${process.execPath}" "${script}" "$@"\n`;
  writeFileSync(path, `#!/bin/sh\n${start}`, { mode: 0o755 });
}

const writesArguments = (file: string) =>
  `require("node:fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.argv.slice(2)));`;

/** Ends with 1 whatever is wrong, as Windows' own does; undefined: the key is not there. locked: it may not be run at all. */
function registryWith(policy: Policy | undefined): string {
  const key = "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Policies";
  const value = `${key}\\\\Reinstate\\r\\n    Updates    REG_SZ    ${policy}\\r\\n`;
  const answer = policy === undefined || policy === "locked" ? "process.exitCode = 1" : `console.log("${value}")`;
  const others = policy === "locked" ? "process.exitCode = 1" : `console.log("${key}")`;
  return `if (process.argv.includes("Updates")) ${answer}; else ${others};`;
}

const signatureOfFile = `const file = process.env.REINSTATE_SIGNED_FILE;
const [, signer = ""] = /^signed by (.*)$/m.exec(require("node:fs").readFileSync(file, "latin1")) ?? [];
const numbers = (text) => [...text].map((each) => each.charCodeAt(0)).join(" ");
console.log([signer === "" ? 2 : 0, numbers(file), numbers(signer)].join("\\r\\n"));`;
