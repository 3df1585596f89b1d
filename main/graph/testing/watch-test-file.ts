import { pathToFileURL } from "node:url";
import { afterAll, afterEach, expect } from "vitest";
import { hasPublishedModel } from "./published-model.ts";
import { watchExchanges } from "./watch-exchanges.ts";

// For Vitest's `setupFiles`: a test in which something is sent or answered that Graph's description does not allow fails.
// The Graph client's own tests are left out: their addresses are made up (/x, /retired).
const isOfTheClient = /main\/graph\/[^/]+$/.test(expect.getState().testPath ?? "");
if (hasPublishedModel && !isOfTheClient) {
  const watch = watchExchanges();
  afterEach(() => expect(watch.takeFaults(), "against Graph's published description").toEqual([]));
  afterAll(() => {
    expect(watch.takeFaults(), "against Graph's published description").toEqual([]);
    watch.end();
  });
  const itself = pathToFileURL(import.meta.filename.replace("watch-test-file", "watch-this-process"));
  process.env.NODE_OPTIONS = `--import=${itself}`;
}
