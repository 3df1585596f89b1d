import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { longestLine } from "./export-format.ts";

/** One line with its line feed. */
export interface Line {
  readonly bytes: Uint8Array;
}

const batchBytes = 4 * 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Cuts a stream into batches of lines of some megabytes. What the stream throws is handed to `asError` first. A rest
 * without a line feed is a line too: whoever reads it finds that it is not whole.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  asError: (error: unknown) => unknown,
): AsyncGenerator<readonly Line[]> {
  const reader = stream.getReader();
  let pieces: Uint8Array[] = [];
  let batch: Line[] = [];
  let held = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw asError(error);
      });
      if (done) break;
      held += value.length;
      if (held > longestLine) throw tooLong();
      let start = 0;
      for (let end = value.indexOf(lineFeed); end >= 0; end = value.indexOf(lineFeed, start)) {
        batch.push({ bytes: Buffer.concat([...pieces, value.subarray(start, end + 1)]) });
        pieces = [];
        start = end + 1;
      }
      if (start < value.length) pieces.push(value.subarray(start));
      if (held < batchBytes || batch.length === 0) continue;
      yield batch;
      batch = [];
      held = pieces.reduce((sum, piece) => sum + piece.length, 0);
    }
    if (pieces.length > 0) batch.push({ bytes: Buffer.concat(pieces) });
    if (batch.length > 0) yield batch;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function tooLong(): ReinstateError {
  return new ReinstateError(
    "IMPORT_INVALID",
    `The export cannot be trusted: one object in it is larger than ${longestLine / 1024 / 1024} MB, which no object of a tenant is. Nothing was imported. Have it exported again.`,
  );
}
