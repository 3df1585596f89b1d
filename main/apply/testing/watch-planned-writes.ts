import { afterAll, afterEach, expect } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { sentExchanges, type WatchedExchange } from "../../graph/watched-exchanges.ts";
import { type JobRun, type ShownRun, shownRuns } from "../apply-run.ts";
import type { Write } from "../planned-write.ts";

// For Vitest's `setupFiles`: a test fails in which the real Graph client wrote anything while a plan was carried out that does not
// stand in that plan. It looks at what went over the wire, past the check that the product itself makes. While none is carried out
// the product's tokens cannot write: the demo tenant refuses.
const running = new Set<JobRun>();
const written: { readonly write: Write; readonly runs: readonly JobRun[] }[] = [];

const onRun = (message: unknown) => {
  const { run, isOver } = message as ShownRun;
  if (isOver) running.delete(run);
  else running.add(run);
};
const onSent = (message: unknown) => {
  if (running.size === 0) return;
  const runs = [...running];
  for (const write of writesIn((message as WatchedExchange).request)) written.push({ write, runs });
};
shownRuns.subscribe(onRun);
sentExchanges.subscribe(onSent);

// Test files that share their modules set this up once more each.
afterAll(() => {
  shownRuns.unsubscribe(onRun);
  sentExchanges.unsubscribe(onSent);
});

afterEach(async () => {
  if (written.length === 0) return;
  const { strangersAmong } = await import("./strangers-among.ts");
  expect(strangersAmong(written.splice(0)), "written without standing in the plan").toEqual([]);
});

function writesIn({ method, url, body }: WatchedExchange["request"]): readonly Write[] {
  const path = url.replace(/^https:\/\/[^/]+\/v1\.0/u, "");
  const parsed = body === undefined || body === "" ? undefined : (JSON.parse(body) as JsonObject);
  const items = path === "/$batch" ? ((parsed?.requests ?? []) as readonly JsonObject[]) : undefined;
  const all = items ?? [{ method, url: path, ...(parsed === undefined ? {} : { body: parsed }) }];
  return all
    .filter((item) => item.method !== "GET")
    .map((item) => ({ method: item.method, path: item.url, body: item.body }) as unknown as Write);
}
