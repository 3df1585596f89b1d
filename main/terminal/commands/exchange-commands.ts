import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { exportSnapshot } from "../../exchange/export-snapshot.ts";
import { exportSource } from "../../flows/export-source.ts";
import { importFile, importFolder } from "../../flows/import.ts";
import { type FinishedExport, writeDownExport } from "../../flows/vault-history.ts";
import { resolveSnapshot } from "../../vault/resolve-snapshot.ts";
import type { CommandContext, OpenedSession } from "../command-context.ts";
import { exitCodes } from "../exit-code.ts";
import { eitherOr, exportOpener, type OpenerOptions } from "../export-opener.ts";
import { count } from "../format-progress.ts";
import { reading, withSession } from "./with-session.ts";

interface ExportOptions extends Pick<OpenerOptions, "exportPassphraseFile"> {
  readonly recipient?: readonly string[];
}

/** `export` and `import`: an age file out; an age file or a folder of exported JSON in. */
export function addExchangeCommands(
  program: Command,
  context: () => CommandContext,
  done: (code: number) => void,
): void {
  program
    .command("export")
    .description("write one snapshot as an age-encrypted file that any age client opens")
    .argument("<snapshot>", "number, latest, latest~1, a date-time, or the start of its id")
    .argument("<file>")
    .option("--export-passphrase-file <file>", "the export's own passphrase; the vault's when absent")
    .option("--recipient <age1...>", "instead of a passphrase: who may open it, by public key (can be repeated)", added)
    .addHelpText("after", "\nExample:\n  reinstate export latest tenant.age --export-passphrase-file pass.txt")
    .action(async (snapshot: string, file: string, { recipient, exportPassphraseFile }: ExportOptions) => {
      if (recipient !== undefined && exportPassphraseFile !== undefined) throw eitherOr("--recipient");
      const lock =
        recipient === undefined
          ? await context().exportPassphrase(exportPassphraseFile, true)
          : { recipients: recipient };
      const exported = await withSession(
        context(),
        async ({ vault }, { terminal }) => {
          const record = resolveSnapshot(vault.snapshots(), snapshot);
          const written = await exportSnapshot(exportSource(vault, record), file, lock);
          terminal.document({ snapshot: record.number, file, ...written });
          terminal.line(
            `Snapshot ${record.number} is in ${file}: ${count(written.objects)} objects, ${count(written.bytes)} bytes.`,
          );
          return { snapshot: record.number, path: resolve(file), lock, objects: written.objects };
        },
        reading,
      );
      await noteExport(context(), exported);
      done(exitCodes.done);
    });

  program
    .command("import")
    .description("read an exported snapshot, or a folder of exported JSON (EntraExporter and others), into the vault")
    .argument("<file-or-folder>")
    .option("--export-passphrase-file <file>", "the export's own passphrase; the vault's when absent")
    .option("--identity-file <file>", "instead of a passphrase: the age identity file of one of its recipients")
    .addHelpText("after", "\nExample:\n  reinstate import tenant.age --vault review --export-passphrase-file pass.txt")
    .action(async (path: string, options: OpenerOptions) => {
      const kind = await stat(path).catch(() => {
        throw new ReinstateError("USAGE_NOT_FOUND", `There is no file or folder ${path}.`);
      });
      const opener = kind.isDirectory() ? "" : await exportOpener(options, context());
      const { terminal, control } = context();
      let session: OpenedSession | undefined;
      const open = async (tenant: { readonly id: string; readonly name: string }) => {
        session = await context().open({ create: true, tenant });
        return session;
      };
      try {
        const imported = kind.isDirectory()
          ? await importFolder(open, path, control)
          : await importFile(open, path, opener, control);
        terminal.document({ snapshot: imported.record.number, objects: imported.objects, refused: imported.refused });
        terminal.line(`Snapshot ${imported.record.number} holds ${count(imported.objects)} imported objects.`);
        for (const { file, name, reason } of imported.refused)
          terminal.line(`  left out: ${file} "${name}": ${reason}`);
        done(imported.refused.length === 0 ? exitCodes.done : exitCodes.partial);
      } finally {
        await session?.close();
      }
    });
}

/** In the vault's history, which only one process at a time writes; it is exported from beside others, and from what is read-only. */
async function noteExport(context: CommandContext, exported: FinishedExport): Promise<void> {
  try {
    await withSession(context, (session) => writeDownExport(session, exported));
  } catch (error) {
    if (!(error instanceof ReinstateError)) throw error;
    context.terminal.note(`The vault's history does not tell of this export. ${error.message}`);
  }
}

function added(recipient: string, before: readonly string[] = []): readonly string[] {
  return [...before, recipient];
}
