import { closeSync, openSync, readSync } from "node:fs";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";

const chunkBytes = 1 << 20;
const lineEnd = 0x0a;

/** The objects of a file of JSON lines, one after the other, as the pages of Graph's answers give them. */
export function* readLines(path: string): Generator<DirectoryObject> {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(chunkBytes * 2);
    let kept = 0;
    for (;;) {
      const read = readSync(file, bytes, kept, chunkBytes, null);
      // The last line has its end too.
      if (read === 0) return;
      const filled = kept + read;
      const end = bytes.lastIndexOf(lineEnd, filled - 1) + 1;
      for (const line of bytes.toString("utf8", 0, end).split("\n")) {
        if (line !== "") yield JSON.parse(line) as DirectoryObject;
      }
      bytes.copy(bytes, 0, end, filled);
      kept = filled - end;
    }
  } finally {
    closeSync(file);
  }
}
