import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
/** As Node and got name it. Signing tools have certificates to complain of as well. */
const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|HTTPError|Response code [345]\d\d|unable to get (local )?issuer|self-signed certificate|certificate has expired/u;

/** packed: done. unreachable: Electron or a tool of electron-builder's could not be fetched. failed: anything else. */
export type Outcome = "packed" | "unreachable" | "failed";

/** Runs electron-builder with its output shown. `settings` go behind the configuration file's. */
export async function runBuilder(settings: readonly string[]): Promise<Outcome> {
  const builder = join(root, "node_modules/electron-builder/cli.js");
  const args = [builder, "--config", join(root, "electron-builder.yml"), "--publish", "never", ...settings];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      shown.write(text);
    });
  }
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return outcomeOf(code, said);
}

/** Out of its exit code and all that it said (pure). */
export function outcomeOf(code: unknown, said: string): Outcome {
  if (code === 0) return "packed";
  return networkTrouble.test(said) ? "unreachable" : "failed";
}

/**
 * The update channel that a release is given, for electron-builder; nothing without one.
 * Throws unless it is https: what is fetched there becomes the program.
 */
export function channelSettings(address: string | undefined): readonly string[] {
  if (address === undefined || address === "") return [];
  if (!URL.canParse(address) || new URL(address).protocol !== "https:")
    throw new Error("REINSTATE_UPDATE_URL has to be an https address.");
  return ["--config.publish.provider=generic", `--config.publish.url=${address}`];
}
