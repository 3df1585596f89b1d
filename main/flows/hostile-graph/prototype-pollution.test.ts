import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../preload/contract/json-value.ts";
import { exportSnapshot } from "../../exchange/export-snapshot.ts";
import { reportAs } from "../../exchange/report-as.ts";
import type { TransportRequest, TransportResponse } from "../../graph/graph.ts";
import { openDemo } from "../../open-demo.ts";
import { parsePlan } from "../../plan/freeze-plan.ts";
import { backUp } from "../backup.ts";
import { exportSource } from "../export-source.ts";
import { importFile } from "../import.ts";
import { makePlan, runPlan } from "../recover.ts";
import { makeReport, reportNames } from "../report.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-pollution-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hostile: readonly (readonly [string, JsonValue])[] = [
  ["__proto__", { polluted: true, isAdmin: true }],
  ["constructor", { prototype: { polluted: true } }],
  ["toString", "not a function"],
  ["hasOwnProperty", null],
];

/** The hostile keys in every object, however deep; the answer's own envelope too. */
function polluted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(polluted);
  if (!isJsonObject(value)) return value;
  const inner = Object.entries(value).map(([name, each]) => [name, polluted(each as JsonValue)] as const);
  return Object.fromEntries([...hostile, ...inner]) as JsonObject;
}

function isClean(): boolean {
  const fresh = {} as { polluted?: unknown; isAdmin?: unknown };
  return fresh.polluted === undefined && fresh.isAdmin === undefined && typeof fresh.toString === "function";
}

it("a Graph whose every object names prototypes changes none, from the capture to the import of its export", async () => {
  const session = await openDemo(join(folder, "vault"));
  const { demo, vault } = session;
  const own = new WeakSet<TransportRequest>();
  let answers = 0;
  const pollute = async (request: TransportRequest): Promise<TransportResponse> => {
    const inside = { ...request };
    own.add(inside);
    const answer = await demo.transport(inside);
    if (answer.status !== 200 || !answer.body.startsWith("{")) return answer;
    answers += 1;
    return { ...answer, body: JSON.stringify(polluted(JSON.parse(answer.body))) };
  };
  await session.signIn.signIn();
  demo.faults.intercept = (request) =>
    own.has(request) || !request.url.startsWith(session.cloud.graph) ? undefined : pollute(request);
  const before = await backUp(session);
  demo.play("lockout");
  const after = await backUp(session);
  expect([before.complete, after.complete, answers > 20]).toEqual([true, true, true]);
  const report = await makeReport(vault, before, after);
  expect(report.changes.length).toBeGreaterThan(0);
  const about = { ...report, tenantName: "x", names: reportNames(vault, report) };
  for (const format of ["html", "csv", "json"] as const) expect([...reportAs(format, about)].join("")).not.toBe("");
  // Not the policies: what they hold is written back as it was, and Graph knows no such keys.
  const types = ["user", "group"] as const;
  const plan = await makePlan(session, { target: before, filter: { types }, removeAdded: false });
  expect(plan.steps.length).toBeGreaterThan(0);
  const read = parsePlan(JSON.stringify(plan));
  const job = await runPlan(session, read, read.hash);
  expect(job.verdict).toBe("complete");
  const file = join(folder, "one.age");
  await exportSnapshot(exportSource(vault, after), file, "words", { workFactor: 4 });
  const imported = await openDemo(join(folder, "imported"));
  await importFile(async () => imported, file, "words");
  await imported.close();
  await session.close();
  expect(isClean()).toBe(true);
});
