/** Options of the window and of the command line that are followed by a value. */
const withValue = new Set(["--vault", "--cloud", "--passphrase-file", "--demo"]);
const asksForText = new Set(["--help", "-h", "--version", "-V", "--json", "--quiet"]);
/** Chromium's own, which people on Linux need at times. */
const chromiumOptions = /^--(no-sandbox|disable-gpu|ozone-platform=.*|password-store=.*)$/u;

/** What was typed after the program's name: an installed Electron app has no script's path in its arguments. */
export function typedArguments(argv: readonly string[], electron: { readonly packaged: boolean }): readonly string[] {
  return argv.slice(electron.packaged ? 1 : 2);
}

/**
 * The arguments for the command line; undefined: the window is wanted. A command is wanted when a word stands outside the
 * options' values, unless it is a link or a file that the system hands over to open.
 */
export function wantedCommandLine(typed: readonly string[]): readonly string[] | undefined {
  const args = typed.filter((argument) => !chromiumOptions.test(argument));
  // What the system hands over stands behind it: whoever made the link chose that text.
  const end = args.indexOf("--");
  const before = end === -1 ? args : args.slice(0, end);
  if (before.some((argument) => asksForText.has(argument))) return args;
  const words = before.filter(
    (argument, index) => !argument.startsWith("-") && !withValue.has(before[index - 1] ?? ""),
  );
  const [first] = words;
  return first === undefined || isHandedOver(first) ? undefined : args;
}

function isHandedOver(word: string): boolean {
  return /^reinstate:/iu.test(word) || /\.age$/iu.test(word);
}
