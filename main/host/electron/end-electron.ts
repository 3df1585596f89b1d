import { app } from "electron";

/** Ends the process with the command's exit code once everything it printed has left. */
export async function endElectron(code: typeof process.exitCode): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))),
  );
  app.exit(Number(code ?? 0));
}
