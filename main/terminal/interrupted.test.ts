import { type FSWatcher, watch } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf, type Ended, startCommand } from "./testing/run-command-line.ts";

/** Many users and a plan of hundreds of steps: there is time enough to interrupt. */
const users = ["--users", "1000", "--scenario", "hr-corruption"] as const;
let place: Workplace;

beforeAll(async () => {
  place = await makeWorkplace(...users);
});
afterAll(() => place.remove());

/** Runs the command and sends the signal when so many files of the vault's folder were touched since it was opened. */
async function interrupt(
  vault: string,
  signal: "SIGINT" | "SIGKILL",
  touches: number,
  ...args: readonly string[]
): Promise<Ended> {
  let watcher: FSWatcher | undefined;
  try {
    let seen = 0;
    let isOpen = false;
    const { child, ended } = startCommand(["--cloud", "demo", "--vault", vault, ...args]);
    watcher = watch(vault, (_, name) => {
      isOpen ||= name === "lock";
      seen += isOpen ? 1 : 0;
      if (seen === touches) child.kill(signal);
    });
    const outcome = await ended;
    expect(seen, "the command ended before it could be interrupted").toBeGreaterThanOrEqual(touches);
    return outcome;
  } finally {
    watcher?.close();
  }
}

interface Records {
  readonly snapshots: readonly { readonly number: number; readonly complete: boolean }[];
}

/** Everything in the vault proves, and the snapshots are those there were. */
async function expectAsBefore(): Promise<void> {
  const check = documentOf(await place.demo("check", "--json"));
  expect(check).toMatchObject({ ok: true });
  const { snapshots } = documentOf(await place.demo("snapshots", "--json")) as Records;
  expect(snapshots.map(({ number, complete }) => [number, complete])).toEqual([
    [1, true],
    [2, true],
    [3, true],
    [4, true],
  ]);
}

describe("Ctrl-C", () => {
  it.each([
    ["capture", ["capture"]],
    ["diff, while it looks at the tenant", ["diff", "1", "now"]],
    ["plan", ["plan", "1", "--output", "never.json"]],
  ])("during %s leaves the vault as it was", async (_, args) => {
    const { code, out, err } = await interrupt(place.vault, "SIGINT", 1, ...args);
    expect([code, out]).toEqual([130, ""]);
    expect(err).toMatch(/^(The work was stopped|Stopped as you asked|The request was cancelled)/u);
    await expectAsBefore();
  });

  it("during check stops reading", async () => {
    // With --accept-head, so that files are touched by which the moment is known.
    const { code, err } = await interrupt(place.vault, "SIGINT", 1, "check", "--accept-head");
    expect([code, err]).toEqual([130, "Stopped as you asked. Nothing was lost.\n"]);
  });

  it("during apply stops between writes, and the job can be resumed", async () => {
    const undo = place.path("undo.json");
    expect((await place.demo("undo", "latest", "--output", undo)).code).toBe(0);
    const stopped = await interrupt(place.vault, "SIGINT", 60, "apply", undo, "--yes", "--json");
    expect([stopped.code, documentOf(stopped)]).toMatchObject([3, { verdict: "partial", state: "cancelled" }]);
    const { steps } = documentOf(stopped) as { steps: readonly { outcome: string }[] };
    const outcomes = new Set(steps.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(["applied", "pending"]));
    expect(documentOf(await place.demo("check", "--json"))).toMatchObject({ ok: true });
    const unasked = await place.demo("jobs", "--resume", "latest");
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining("Nobody is at the terminal")]);
    expect(unasked.out).toContain("Hash: ");
    const resumed = await place.demo("jobs", "--resume", "latest", "--yes", "--json");
    expect([resumed.code, documentOf(resumed)]).toMatchObject([0, { verdict: "complete", state: "ended" }]);
    const again = await place.demo("jobs", "--resume", "latest");
    expect([again.code, again.err]).toEqual([2, expect.stringContaining("nothing to resume")]);
  });
});

describe("a process that is killed", () => {
  it("during a capture leaves a vault that opens, proves, and takes the next snapshot", async () => {
    const { code } = await interrupt(place.vault, "SIGKILL", 1, "capture");
    expect(code).toBe(null);
    const check = documentOf(await place.demo("check", "--json"));
    expect(check).toMatchObject({ ok: true, snapshots: 5 });
    const next = documentOf(await place.demo("capture", "--json"));
    expect(next).toMatchObject({ snapshot: 6, complete: true });
  });

  it("during apply says in jobs and record how far the job came", async () => {
    const undo = place.path("killed.json");
    expect((await place.demo("undo", "latest", "--output", undo)).code).toBe(0);
    // In the midst of the writing: all of it touches some 500 times, the first of which tell only what is meant to be written.
    const { code } = await interrupt(place.vault, "SIGKILL", 200, "apply", undo, "--yes");
    expect(code).toBe(null);
    const written = (steps: readonly { readonly outcome: string }[]) =>
      steps.filter(({ outcome }) => outcome === "applied").length;
    const { jobs } = documentOf(await place.demo("jobs", "--json")) as {
      jobs: readonly { state: string; steps: readonly { outcome: string }[] }[];
    };
    expect(jobs[0]?.state).toBe("interrupted");
    expect(written(jobs[0]?.steps ?? [])).toBeGreaterThan(0);
    const record = documentOf(await place.demo("record", "latest", "--json")) as (typeof jobs)[0];
    expect(written(record?.steps ?? [])).toBe(written(jobs[0]?.steps ?? []));
  });
});
