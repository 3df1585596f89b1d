import { pathToFileURL } from "node:url";
import { setup } from "../main/graph/testing/judge-whole-run.ts";
import { whyNot } from "./electron/why-not.ts";

/** All that the product sends in the journeys, and all that the demo tenant answers, is judged as in the other tests. */
export default function globalSetup(): () => void {
  const watching = new URL("../main/graph/testing/watch-this-process.ts", pathToFileURL(import.meta.filename));
  const judge = setup();
  // For the test runner's workers, and the engine's threads in them.
  const clock = new URL("shifted-clock.ts", pathToFileURL(import.meta.filename));
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --import=${watching} --import=${clock}`.trim();
  // The reporter tells how many were skipped, and not why.
  if (whyNot !== undefined) process.stderr.write(`The journeys in the real Electron are left out: ${whyNot}.\n`);
  return judge;
}
