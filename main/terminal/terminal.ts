import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import type { WorkProgress } from "../../preload/contract/events.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { visibleText } from "../exchange/visible-text.ts";
import { formatProgress } from "./format-progress.ts";

export interface TerminalOptions {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: Writable & { readonly columns?: number };
  readonly diagnostics: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly json: boolean;
  readonly quiet: boolean;
  readonly now: () => number;
}

const redrawEveryMs = 100;

/**
 * What a command says: results on stdout (or one JSON document), everything else on stderr. Names out of a directory
 * are shown so that they cannot steer the terminal.
 */
export class Terminal {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly #options: TerminalOptions;
  #lastDrawn = 0;
  #drawn = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.json = options.json;
    this.quiet = options.quiet;
  }

  get width(): number {
    return this.#options.output.columns ?? 120;
  }

  /** A line of the result, for people; silent with --json. */
  line(text = ""): void {
    if (this.json) return;
    this.#clearProgress();
    this.#options.output.write(`${visibleText(text)}\n`);
  }

  /** The one JSON document of --json; silent otherwise. */
  document(value: unknown): void {
    if (this.json) this.#options.output.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Text that is the result itself, whatever the mode (a CSV on stdout). */
  raw(text: string): void {
    this.#options.output.write(text);
  }

  /** What is going on; silent with --quiet. */
  note(text: string): void {
    if (this.quiet) return;
    this.#clearProgress();
    this.#options.diagnostics.write(`${visibleText(text)}\n`);
  }

  error(text: string): void {
    this.#clearProgress();
    this.#options.diagnostics.write(`${visibleText(text)}\n`);
  }

  /** Redraws one line on a terminal; says nothing into files. */
  progress(progress: WorkProgress): void {
    const { diagnostics, now } = this.#options;
    if (this.quiet || diagnostics.isTTY !== true || now() - this.#lastDrawn < redrawEveryMs) return;
    this.#lastDrawn = now();
    this.#drawn = true;
    diagnostics.write(`\r\u001b[K${formatProgress(progress).slice(0, (diagnostics.columns ?? 80) - 1)}`);
  }

  get canAsk(): boolean {
    return this.#options.input.isTTY === true;
  }

  /** A question with a visible answer. USAGE_INVALID where nobody can answer, CANCELLED after Ctrl-C. */
  async ask(question: string): Promise<string> {
    this.#mustBeAbleToAsk(question);
    const lines = createInterface({
      input: this.#options.input,
      output: this.#options.diagnostics as NodeJS.WritableStream,
    });
    try {
      return await lines.question(visibleText(question)).catch(refuseAbort);
    } finally {
      lines.close();
    }
  }

  /** A passphrase: what is typed is not shown. USAGE_INVALID and CANCELLED as above. */
  async askHidden(question: string): Promise<string> {
    this.#mustBeAbleToAsk(question);
    const { input, diagnostics } = this.#options;
    diagnostics.write(question);
    input.setRawMode?.(true);
    try {
      return await readHiddenLine(input);
    } finally {
      input.setRawMode?.(false);
      diagnostics.write("\n");
    }
  }

  #mustBeAbleToAsk(question: string): void {
    if (!this.canAsk) {
      throw new ReinstateError(
        "USAGE_INVALID",
        `Nobody is at the terminal to answer "${question.trim()}". Give the answer by an option; see --help.`,
      );
    }
  }

  #clearProgress(): void {
    if (this.#drawn) this.#options.diagnostics.write("\r\u001b[K");
    this.#drawn = false;
  }
}

/** What Ctrl-C and Ctrl-D send where the terminal does not turn them into signals. */
const interruptKey = "\u0003";
const endKey = "\u0004";

function cancelled(): ReinstateError {
  return new ReinstateError("CANCELLED", "Cancelled. Nothing was written.");
}

/** Readline's own word for Ctrl-C and Ctrl-D. */
function refuseAbort(error: unknown): never {
  throw error instanceof Error && error.name === "AbortError" ? cancelled() : error;
}

async function readHiddenLine(input: Readable): Promise<string> {
  let typed = "";
  for await (const chunk of input.iterator({ destroyOnReturn: false })) {
    for (const character of String(chunk)) {
      if (character === "\r" || character === "\n") return typed;
      if (character === interruptKey || character === endKey) throw cancelled();
      typed = character === "\u007f" || character === "\b" ? typed.slice(0, -1) : typed + character;
    }
  }
  return typed;
}
