import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { type ExportOpener, identitiesIn } from "../exchange/export-key.ts";
import type { CommandContext } from "./command-context.ts";
import { readTextFile } from "./read-text-file.ts";

export interface OpenerOptions {
  readonly exportPassphraseFile?: string;
  readonly identityFile?: string;
}

/** What opens an export, as the options of a command say. */
export async function exportOpener(options: OpenerOptions, context: CommandContext): Promise<ExportOpener> {
  const { identityFile, exportPassphraseFile } = options;
  if (identityFile === undefined) return context.exportPassphrase(exportPassphraseFile, false);
  if (exportPassphraseFile !== undefined) throw eitherOr("--identity-file");
  return { identities: identitiesIn(await readTextFile(identityFile, "The identity file")) };
}

export function eitherOr(optionName: string): ReinstateError {
  return new ReinstateError("USAGE_INVALID", `Give either --export-passphrase-file or ${optionName}, not both.`);
}
