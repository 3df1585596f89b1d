import { readFile } from "node:fs/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Terminal } from "./terminal.ts";

/** The first line of the file, or what is typed (twice for a new vault). USAGE_INVALID when it is empty. */
export async function readPassphrase(terminal: Terminal, file: string | undefined, isNew: boolean): Promise<string> {
  const passphrase = file === undefined ? await typed(terminal, isNew) : await firstLine(file);
  if (passphrase === "")
    throw new ReinstateError(
      "USAGE_INVALID",
      "The passphrase is empty. Choose one, or write it on the first line of the file.",
    );
  return passphrase;
}

async function firstLine(file: string): Promise<string> {
  try {
    const text = await readFile(file, "utf8");
    return (text.split(/\r?\n/u)[0] ?? "").replace(/^\uFEFF/u, "");
  } catch {
    throw new ReinstateError("USAGE_NOT_FOUND", `The passphrase file ${file} could not be read.`);
  }
}

async function typed(terminal: Terminal, isNew: boolean): Promise<string> {
  if (!terminal.canAsk) {
    throw new ReinstateError(
      "USAGE_INVALID",
      "The vault needs its passphrase: run this on a terminal, or give --passphrase-file FILE.",
    );
  }
  const passphrase = await terminal.askHidden(isNew ? "New passphrase of the vault: " : "Passphrase of the vault: ");
  if (isNew && (await terminal.askHidden("The same again: ")) !== passphrase) {
    throw new ReinstateError("USAGE_INVALID", "The two passphrases differ. Nothing was made; try again.");
  }
  return passphrase;
}
