import { folderStore } from "../folder-store.ts";
import { rebuildFromCopy } from "../rebuild-from-copy.ts";

/** Makes a vault of a copy and kills itself when that many segments are written. */
const [copy = "", target = "", after = ""] = process.argv.slice(2);
let segments = 0;
await rebuildFromCopy(folderStore(copy), target, {
  onProgress: () => {
    if (++segments === Number(after)) process.kill(process.pid, "SIGKILL");
  },
});
