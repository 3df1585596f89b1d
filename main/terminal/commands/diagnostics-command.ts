import type { Command } from "commander";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { writeTextFile } from "../../exchange/write-text-file.ts";
import { collectDiagnostics, diagnosticsText } from "../../flows/diagnostics.ts";
import { isVaultFolder } from "../../vault/is-vault-folder.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { reading } from "./with-session.ts";

/** `diagnostics`: what somebody who helps needs to know, with nothing personal in it; also where the vault does not open. */
export function addDiagnosticsCommand(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("diagnostics")
    .description("print versions, settings, counts, a check and the end of the log, without anything personal")
    .option("--output <file>", "write it there instead")
    .addHelpText(
      "after",
      "\nExample:\n  reinstate diagnostics --output diagnostics.json" +
        "\n\nIt holds no names, addresses, paths, passphrases, or ids of people and objects. Nothing is sent: read it, then hand it over yourself.",
    )
    .action(async ({ output }: { readonly output?: string }) => {
      const at = context();
      const diagnostics = await collected(at);
      const text = diagnosticsText(diagnostics);
      if (output !== undefined) await writeTextFile(output, [text]);
      at.terminal.document(diagnostics);
      if (output !== undefined)
        at.terminal.line(`The diagnostics are in ${output}. Read them before you hand them over.`);
      else if (!at.terminal.json) at.terminal.raw(text);
      done(exitCodes.done);
    });
}

async function collected({ open, folder, version, logFolder, control }: CommandContext) {
  const about = { version, logFolder };
  if (!isVaultFolder(folder)) return collectDiagnostics({ ...about, vault: { state: "none" } });
  const opened = await open(reading).catch((error: unknown) => {
    if (error instanceof ReinstateError && error.code !== "CANCELLED") return { state: error.code };
    throw error;
  });
  if ("state" in opened) return collectDiagnostics({ ...about, vault: opened });
  try {
    return await collectDiagnostics({ ...about, vault: opened }, control);
  } finally {
    await opened.close();
  }
}
