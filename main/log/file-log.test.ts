import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faultOf } from "./fault-of.ts";
import { logFileName, openFileLog } from "./file-log.ts";
import { logEvents } from "./log-events.ts";
import { type LogLine, parseLogLine } from "./log-line.ts";
import { lastLogLines } from "./read-log.ts";

let folder: string;
let now: number;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "reinstate-log-")), "log");
  now = Date.parse("2026-11-27T03:00:00Z");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const open = (more: { mostBytes?: number; level?: "error" | "warn" } = {}) =>
  openFileLog({ folder, now: () => (now += 1000), ...more });
const linesIn = (name = logFileName) => readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean);

describe("the log", () => {
  it("is lines of JSON for its owner, and what went wrong is on the disk at once", () => {
    const log = open();
    log.write("call.ended", { method: "timeline.list", milliseconds: 12.4, outcome: "ok" });
    expect(existsSync(folder)).toBe(false);
    log.write("call.failed", { name: "TypeError", places: ["engine.ts:1:2"] });
    expect(linesIn().map((line) => JSON.parse(line))).toEqual([
      {
        ...{ at: "2026-11-27T03:00:01.000Z", level: "info", process: process.pid },
        ...{ event: "call.ended", method: "timeline.list", milliseconds: 12, outcome: "ok" },
      },
      {
        ...{ at: "2026-11-27T03:00:02.000Z", level: "error", process: process.pid },
        ...{ event: "call.failed", name: "TypeError", places: ["engine.ts:1:2"] },
      },
    ]);
    if (process.platform !== "win32") {
      expect([statSync(folder).mode & 0o777, statSync(join(folder, logFileName)).mode & 0o777]).toEqual([0o700, 0o600]);
    }
  });

  it("stays within five files and their size, whoever writes beside it", () => {
    const logs = [open({ mostBytes: 2000 }), open({ mostBytes: 2000 })];
    for (let step = 1; step <= 400; step += 1) {
      const log = logs[step % 2];
      log?.write("job.step", { step, outcome: "applied" });
      log?.flush();
    }
    const names = readdirSync(folder);
    expect(names).toHaveLength(5);
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThan(2200);
    const steps = lastLogLines(folder, 50).map(({ step }) => step);
    expect(steps).toEqual(Array.from({ length: 50 }, (_, index) => 351 + index));
  });

  it("costs nobody anything where it cannot be written, and says later how much was lost", () => {
    writeFileSync(folder, "a file where the folder should be");
    const log = open();
    for (let step = 0; step < 2500; step += 1) log.write("job.step", { step, outcome: "applied" });
    log.write("call.failed", { name: "Error", places: [] });
    log.close();
    rmSync(folder);
    log.write("app.ended", {});
    log.close();
    const lines = linesIn().map((line) => JSON.parse(line) as LogLine);
    expect(lines[0]).toMatchObject({ event: "log.lost", level: "warn", lines: 501 });
    expect(lines.at(-1)).toMatchObject({ event: "app.ended" });
    expect(lines).toHaveLength(2002);
  });

  it("can be told to keep quiet about what is well", () => {
    const log = open({ level: "warn" });
    log.write("job.step", { step: 1, outcome: "applied" });
    log.write("job.step", { step: 2, outcome: "failed" });
    log.close();
    expect(linesIn()).toHaveLength(1);
  });

  it("never holds what does not fit its event, whatever the code hands it", () => {
    const log = open();
    const hostile = { method: "GET", path: "/users/alice@contoso.example", status: 200, milliseconds: 1 } as const;
    log.write("graph.request", hostile);
    log.write("graph.request", { ...hostile, path: "/users/{id}", requestId: "alice" });
    log.write("graph.request", { ...hostile, path: "/users/{id}", upn: "alice" } as never);
    log.write("call.failed", { name: "alice", places: [] } as never);
    log.write("call.failed", { name: "Error", places: ["/home/alice/engine.ts:1:2"] });
    log.write("command.ended", { command: "show alice@x", milliseconds: 1, exitCode: 0, outcome: "ok" });
    log.close();
    expect(linesIn().map((line) => JSON.parse(line).event)).toEqual(Array(6).fill("log.refused"));
    expect(linesIn().join()).not.toContain("alice");
  });

  it("is read back line by line: what somebody else put into the file is left out", () => {
    const log = open();
    log.write("app.ended", {});
    log.close();
    const [good = ""] = linesIn();
    const bad = [
      "alice",
      "{}",
      `{"event":"__proto__"}`,
      good.replace("app.ended", "alice"),
      `${good.slice(0, -1)},"who":"alice"}`,
    ];
    writeFileSync(join(folder, logFileName), [...bad, good, `[${"[".repeat(100_000)}`].join("\n"));
    expect(lastLogLines(folder, 100)).toEqual([parseLogLine(good)]);
    expect(parseLogLine(good)).toMatchObject({ event: "app.ended" });
  });
});

it("has no field that would take the place of a line's own", () => {
  const fields = Object.values(logEvents).flatMap(({ shape }) => Object.keys(shape));
  expect(fields.filter((name) => ["at", "level", "process", "event"].includes(name))).toEqual([]);
});

it("tells a bug by its class and its places in the code, not by its words and folders", () => {
  const error = new RangeError("alice@contoso.example");
  error.stack = `RangeError: alice@contoso.example\n    at read (file:///home/alice/reinstate/main/vault/open-vault.ts:12:7)\n    at C:\\Users\\alice\\app.asar\\dist\\main\\cli-DF1_bS2.js:3:9\n    at node:internal/alice`;
  expect(faultOf(error)).toEqual({ name: "RangeError", places: ["open-vault.ts:12:7", "cli-DF1_bS2.js:3:9"] });
  expect(faultOf(Object.assign(new Error("x"), { name: "alice", stack: "" }))).toEqual({ name: "other", places: [] });
  expect(faultOf("alice")).toEqual({ name: "other", places: [] });
});
