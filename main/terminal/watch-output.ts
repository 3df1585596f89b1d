import type { Writable } from "node:stream";
import { diskError } from "../exchange/disk-error.ts";

/**
 * Keeps the process alive when its output cannot be written: what was begun ends properly. A reader that left
 * (`| head`) has what it wanted and is no fault; anything else (a full disk) is told once to `onFault`, as a sentence.
 */
export function watchOutput(output: Writable, onFault: (sentence: string) => void): void {
  let told = false;
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED" || told) return;
    told = true;
    const known = diskError(error, "the output");
    onFault(known instanceof Error && known !== error ? known.message : "The output could not be written.");
  });
}
