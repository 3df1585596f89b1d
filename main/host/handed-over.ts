import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseLink } from "./parse-link.ts";

/** What the system, or a second start, handed over to be opened. */
export type HandedOver =
  /** An address within the window. */
  | { readonly kind: "screen"; readonly address: string }
  /** An exported snapshot, absolute. */
  | { readonly kind: "export"; readonly path: string };

/**
 * The one thing that these arguments ask to open; undefined: none. They are not to be trusted: a web page may have written
 * the link, and whatever stands after it. So only the first word counts, and no option does.
 */
export function handedOver(args: readonly string[], workingDirectory: string): HandedOver | undefined {
  const word = args.find((argument) => !argument.startsWith("-"));
  return word === undefined ? undefined : (asScreen(word) ?? asExport(word, workingDirectory));
}

/** By the link alone. */
export function asScreen(link: string): HandedOver | undefined {
  const address = parseLink(link);
  return address === undefined ? undefined : { kind: "screen", address };
}

/** A file on another computer is not opened from here: asking for it could already tell who is signed in to this one. */
export function asExport(file: string, workingDirectory: string): HandedOver | undefined {
  const path = /^file:/iu.test(file) ? pathOf(file) : file;
  if (!/\.age$/iu.test(path) || path.includes("\0") || /^[a-z][a-z\d+.-]+:/iu.test(path)) return undefined;
  const absolute = resolve(workingDirectory, path);
  return /^[\\/]{2}/u.test(path) || /^[\\/]{2}/u.test(absolute) ? undefined : { kind: "export", path: absolute };
}

/** GNOME hands a file over as an address. Empty: it names none of this computer's. */
function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    return "";
  }
}
