import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { readTextFile } from "./read-text-file.ts";
import type { Terminal } from "./terminal.ts";

export interface PassphraseQuestion {
  /** What it opens: "the vault", "the export". */
  readonly of: string;
  readonly optionName: string;
  /** A new one is typed twice. */
  readonly isNew: boolean;
}

/** The first line of the file, or what is typed on the terminal. USAGE_INVALID when it is empty. */
export async function readPassphrase(
  terminal: Terminal,
  file: string | undefined,
  question: PassphraseQuestion,
): Promise<string> {
  const passphrase = file === undefined ? await typed(terminal, question) : await firstLine(file);
  if (passphrase === "")
    throw new ReinstateError(
      "USAGE_INVALID",
      "The passphrase is empty. Choose one, or write it on the first line of the file.",
    );
  return passphrase;
}

async function firstLine(file: string): Promise<string> {
  const text = await readTextFile(file, "The passphrase file");
  return text.split(/\r?\n/u)[0] ?? "";
}

async function typed(terminal: Terminal, { of, optionName, isNew }: PassphraseQuestion): Promise<string> {
  if (!terminal.canAsk) {
    throw new ReinstateError(
      "USAGE_INVALID",
      `The passphrase of ${of} is needed: run this on a terminal, or give ${optionName} FILE.`,
    );
  }
  const passphrase = await terminal.askHidden(`${isNew ? "New passphrase" : "Passphrase"} of ${of}: `);
  if (isNew && (await terminal.askHidden("The same again: ")) !== passphrase) {
    throw new ReinstateError("USAGE_INVALID", "The two passphrases differ. Nothing was made; try again.");
  }
  return passphrase;
}
