import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { makeReport } from "../main/flows/report.ts";
import { runSteps } from "../main/flows/run-steps.ts";
import { openVault } from "../main/vault/open-vault.ts";
import type { Vault } from "../main/vault/vault.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import { makeWork, workOf } from "./make-work.ts";
import { type Row, timeRow } from "./measure.ts";
import { passphrase, sealPages } from "./sealing.ts";

/*
 * A capture that seals page after page, a report and a check at once on one vault in one thread, as the window's engine
 * has them. What counts is the longest time for which nobody else has a turn. Prints rows as JSON.
 */

const { values } = parseArgs({
  options: { folder: { type: "string", default: "" }, users: { type: "string", default: "100000" } },
});
const objects = makeWork(workOf(Number(values.users))).second;
const vault = openVault({ folder: values.folder, passphrase });
try {
  process.stdout.write(JSON.stringify(await togetherRows(vault, objects)));
} finally {
  vault.close();
}

async function togetherRows(open: Vault, pages: readonly DirectoryObject[]): Promise<readonly Row[]> {
  const [first, second] = open.snapshots();
  if (first === undefined || second === undefined) throw new Error("a snapshot is missing");
  const wait = watchTurns();
  const [, report, verdict] = await Promise.all([
    sealPages(open, pages),
    makeReport(open, first, second),
    runSteps(open.check(), { work: "check", message: "Reading and proving" }),
  ]);
  if (report.changes.length === 0 || !verdict.ok) throw new Error("the report or the check went wrong");
  return [timeRow("capture, report and check at once: longest turn of one", 500, await wait())];
}

/** Measures how long this thread is held between two turns; ends when the returned function is called. */
function watchTurns() {
  let [isWatching, longest, thread] = [true, 0, 0];
  const watching = (async () => {
    while (isWatching) {
      const [start, before] = [performance.now(), process.threadCpuUsage()];
      await setImmediate();
      const taken = performance.now() - start;
      const { user, system } = process.threadCpuUsage(before);
      if (taken > longest) [longest, thread] = [taken, (user + system) / 1000];
    }
  })();
  return async () => {
    isWatching = false;
    await watching;
    return { result: undefined, milliseconds: longest, thread };
  };
}
