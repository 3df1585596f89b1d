import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { judgeSignature } from "./judge-signature.ts";

const run = promisify(execFile);
const patienceMs = 60_000;

/**
 * Numbers, since text would come in the code page of the day. The path comes by the environment, where nothing of it is read as a
 * command. No method is called: a PowerShell in constrained language mode would refuse.
 */
const script = [
  "$ErrorActionPreference = 'Stop'",
  "$found = Get-AuthenticodeSignature -LiteralPath $env:REINSTATE_SIGNED_FILE",
  "[int]$found.Status",
  "([char[]]('' + $found.Path) | ForEach-Object { [int]$_ }) -join ' '",
  "([char[]]('' + $found.SignerCertificate.Subject) | ForEach-Object { [int]$_ }) -join ' '",
].join("; ");

/**
 * Why Windows does not know this file as one of these publishers'; null: it does. electron-updater's own check lets everything
 * pass where PowerShell cannot be run, which administrators forbid at times; here no answer is a no.
 */
export async function verifyPublisher(publishers: readonly string[], file: string): Promise<string | null> {
  const powerShell = join(process.env.SystemRoot ?? "C:\\Windows", "System32\\WindowsPowerShell\\v1.0\\powershell.exe");
  const args = ["-NoProfile", "-NonInteractive", "-InputFormat", "None", "-Command", script];
  const env = { ...withoutModulePath(process.env), REINSTATE_SIGNED_FILE: file };
  try {
    const { stdout } = await run(powerShell, args, { env, timeout: patienceMs, windowsHide: true });
    return judgeSignature(stdout, file, publishers);
  } catch {
    return "Windows could not be asked who signed it.";
  }
}

/** Another PowerShell's modules would not load in this one. */
function withoutModulePath(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^PSModulePath$/iu.test(name)));
}
