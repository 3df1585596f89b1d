import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf, type Ended, runCommand } from "./testing/run-command-line.ts";

const schemas = new URL("../../docs/schemas/", import.meta.url);
const used = new Set<string>();
let place: Workplace;

beforeAll(async () => {
  place = await makeWorkplace();
});
afterAll(() => place.remove());

/** The document, proven against its published schema, and the exit code. */
async function proven<Document>(schema: string, code: number, running: Promise<Ended>): Promise<Document> {
  const ended = await running;
  expect(ended.code, ended.err).toBe(code);
  const document = documentOf(ended);
  used.add(`${schema}.json`);
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(await readFile(new URL(`${schema}.json`, schemas), "utf8")));
  expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3), null, 2)).toBe(true);
  return document as Document;
}

function demo(...args: readonly string[]): Promise<Ended> {
  return place.demo("--json", ...args);
}

interface Steps {
  readonly verdict: string;
  readonly steps: readonly { readonly id: string; readonly outcome: string }[];
}

describe("a walk through all commands with --json", () => {
  it("builds a demo of its own", async () => {
    const args = ["--users", "50", "--scenario", "hr-corruption", "--vault", place.path("hr")];
    const document = await proven<{ recovered: boolean }>("demo", 0, runCommand("demo", "--json", ...args));
    expect(document.recovered).toBe(true);
  });

  it("prints a script that registers an application", async () => {
    const { script } = await proven<{ script: string }>("connect-script", 0, runCommand("connect-script", "--json"));
    expect(script).toContain("New-MgApplication");
    await proven("error", 2, runCommand("connect-script", "--json", "--shell", "bash", "--cloud", "us-gov-l5"));
    await proven("error", 2, demo("connect-script"));
  });

  it("shows, sets and applies how long snapshots stay", async () => {
    const { policy, removed } = await proven<{ policy: object; removed: object[] }>("retention", 0, demo("retention"));
    expect([policy, removed]).toEqual([{ daily: 90, weekly: 52, monthly: 36, floorDays: 30 }, []]);
    const set = await proven<{ policy: object }>(
      "retention",
      0,
      demo("retention", "--daily", "5", "--floor-days", "40"),
    );
    expect(set.policy).toEqual({ daily: 5, weekly: 52, monthly: 36, floorDays: 40 });
    const refused = await proven<{ error: { message: string } }>("error", 2, demo("retention", "--floor-days", "7"));
    expect(refused.error.message).toMatch(/floorDays has to be from 30 to 3650 days/);
    expect(await proven("prune", 0, demo("prune", "--dry-run"))).toEqual({ dryRun: true, removed: [], freed: 0 });
    await proven("prune", 0, demo("prune"));
  });

  it("shows and sets the daily snapshot", async () => {
    expect(await proven("schedule", 0, demo("schedule"))).toMatchObject({ settings: { daily: false }, nextAt: null });
    const set = await proven<{ nextAt: string }>("schedule", 0, demo("schedule", "--hour", "3"));
    expect(set).toMatchObject({ settings: { daily: true, hour: 3 }, nextAt: expect.stringMatching(/Z$/u) });
    expect(await proven("schedule", 0, demo("schedule", "--off"))).toMatchObject({
      settings: { daily: false, hour: 3 },
    });
    await proven("error", 2, demo("schedule", "--hour", "24"));
    await proven("error", 2, demo("schedule", "--hour", "3", "--off"));
  });

  it("adds, lists, changes and removes keys, and gives the vault a new one", async () => {
    interface Key {
      readonly id: string;
      readonly kind: string;
    }
    const spare = await place.file("spare.txt", "spare words\n");
    const { added } = await proven<{ added: Key }>(
      "keys-change",
      0,
      demo("keys", "add-passphrase", "--label", "spare", "--new-passphrase-file", spare),
    );
    const { recoveryKey } = await proven<{ recoveryKey: string }>("keys-change", 0, demo("keys", "add-recovery"));
    await proven("keys-change", 0, demo("keys", "rekey"));
    const { keys } = await proven<{ keys: Key[] }>("keys", 0, demo("keys", "list"));
    expect(keys.map(({ kind }) => kind)).toEqual(["passphrase", "passphrase", "recovery"]);
    const printed = await place.file("printed.txt", `${recoveryKey}\n`);
    const byPrint = (...args: readonly string[]) => demo("--passphrase-file", printed, ...args);
    await proven("check", 0, byPrint("check"));
    await proven("keys-change", 0, byPrint("keys", "remove", added.id));
    await proven("error", 4, demo("--passphrase-file", spare, "check"));
    await proven("error", 2, demo("keys", "remove", added.id));
    const other = await place.file("other.txt", "other words\n");
    await proven("error", 2, byPrint("keys", "change-passphrase", "--new-passphrase-file", other));
    const mistyped = await place.file(
      "mistyped.txt",
      recoveryKey.replace(/^\d/u, (digit) => String((Number(digit) + 1) % 10)),
    );
    const { error } = await proven<{ error: { message: string } }>(
      "error",
      4,
      demo("--passphrase-file", mistyped, "check"),
    );
    expect(error.message).toMatch(/Its first group, \d{6}, was mistyped/);
  });

  it("copies the vault after each capture, checks the copy and makes a vault of it", async () => {
    const folder = place.path("share");
    await proven("error", 2, demo("copies", "add", folder));
    await mkdir(folder);
    const { added } = await proven<{ added: { id: string } }>("copies-change", 0, demo("copies", "add", folder));
    expect(await proven("capture", 0, demo("capture"))).toMatchObject({ copies: [{ id: added.id, problem: null }] });
    const { copies } = await proven<{ copies: { holds: string }[] }>("copies", 0, demo("copies", "list"));
    expect(copies.map(({ holds }) => holds)).toEqual([expect.stringMatching(/^snapshot 5/u)]);
    expect(await proven("copies-check", 0, demo("copies", "check", added.id))).toMatchObject({
      ok: true,
      snapshots: 5,
    });
    await proven("error", 2, demo("copies", "rebuild", folder));
    const rebuilt = place.path("rebuilt");
    await proven("copies-rebuild", 0, runCommand("--json", "--vault", rebuilt, "copies", "rebuild", folder));
    const words = await place.file("words.txt", await readFile(`${place.vault}/demo-passphrase.txt`, "utf8"));
    const check = ["--json", "--vault", rebuilt, "--passphrase-file", words, "check"];
    expect(await proven("check", 0, runCommand(...check))).toMatchObject({ ok: true, snapshots: 5 });
    await rm(folder, { recursive: true });
    const taken = await proven<{ complete: boolean; notes: string[]; copies: object[] }>("capture", 3, demo("capture"));
    const problem = expect.stringMatching(/The copy in .*share cannot be reached\. Connect the disk/u);
    expect(taken).toMatchObject({ complete: true, notes: [problem] });
    expect(taken.copies).toEqual([
      expect.objectContaining({ id: added.id, problem, holds: expect.stringMatching(/^snapshot 5/u) }),
    ]);
    await proven("copies", 3, demo("copies", "run"));
    await proven("copies-change", 0, demo("copies", "remove", added.id));
  });

  it("signs in, captures and browses", async () => {
    await proven("account", 0, demo("signin"));
    await proven("account", 0, demo("whoami"));
    const all = await proven<{ complete: boolean; types: object }>("capture", 0, demo("capture", "--full"));
    expect([all.complete, Object.keys(all.types).length]).toEqual([true, 12]);
    const some = await proven<{ types: object }>("capture", 0, demo("capture", "--types", "GROUP,namedlocation"));
    expect(Object.keys(some.types).sort()).toEqual(["group", "namedLocation"]);
    const { snapshots } = await proven<{ snapshots: readonly object[] }>("snapshots", 0, demo("snapshots"));
    expect(snapshots).toHaveLength(8);
    await proven("show-snapshot", 0, demo("show", "1"));
    const { objects } = await proven<{ objects: { id: string; name: string }[] }>(
      "show-type",
      0,
      demo("show", "1", "User"),
    );
    const [first] = objects;
    await proven("show-object", 0, demo("show", "1", "user", first?.id ?? ""));
    const found = await proven<{ objects: { id: string }[] }>("find", 0, demo("find", first?.name ?? "", "--in", "1"));
    expect(found.objects.map(({ id }) => id)).toContain(first?.id);
    expect(await proven("find", 0, demo("find", "nobody is called that"))).toMatchObject({ objects: [] });
  });

  it("compares, with 0 for the same and 1 for differences", async () => {
    const { changes } = await proven<{ changes: { attribution: { status: string } }[] }>(
      "diff",
      1,
      demo("diff", "1", "2"),
    );
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ attribution }) => attribution.status === "known")).toBe(true);
    expect(await proven("diff", 0, demo("diff", "2", "2"))).toMatchObject({ from: 2, to: 2, changes: [] });
    const risky = await proven<{ changes: { risk: string | null }[] }>("diff", 1, demo("diff", "1", "2", "--risky"));
    expect(risky.changes.length).toBeGreaterThan(0);
    expect(risky.changes.length).toBeLessThan(changes.length);
    expect(risky.changes.every(({ risk }) => risk !== null)).toBe(true);
    await proven("diff", 1, demo("diff", "1", "now"));
    const file = place.path("report.csv");
    await proven("diff", 1, demo("diff", "1", "2", "--format", "csv", "--output", file));
    expect(await readFile(file, "utf8")).toContain("conditionalAccessPolicy");
  });

  it("follows one object through the snapshots", async () => {
    interface History {
      readonly entries: { kind: string; from: { snapshot: number }; to: { snapshot: number } }[];
      readonly unknown: { snapshot: number }[];
    }
    const { changes } = documentOf(await demo("diff", "1", "2")) as {
      changes: { type: string; id: string; kind: string; name: string }[];
    };
    const policy = changes.find(({ type, kind }) => type === "conditionalAccessPolicy" && kind === "modified");
    const { entries, unknown } = await proven<History>(
      "history",
      0,
      demo("history", "conditionalaccesspolicy", policy?.id ?? ""),
    );
    expect(entries[0]).toMatchObject({ kind: "modified", from: { snapshot: 1 }, to: { snapshot: 2 } });
    // The incident and its recovery; a capture of other types only is passed over.
    expect(entries.length).toBeGreaterThan(1);
    expect(unknown.map(({ snapshot }) => snapshot)).toEqual([8]);
    await proven("error", 2, demo("history", "user", "nobody"));
  });

  it("plans, applies, verifies and undoes", async () => {
    const file = place.path("plan.json");
    const plan = await proven<{ hash: string; steps: object[] }>("plan", 0, demo("plan", "1", "--output", file));
    expect(plan.steps.length).toBeGreaterThan(0);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ hash: plan.hash });
    const dryRun = await proven<{ steps: { requests: object[] }[] }>("dry-run", 0, demo("apply", file, "--dry-run"));
    expect(dryRun.steps.every(({ requests }) => requests.length > 0)).toBe(true);
    const job = await proven<Steps & { job: string }>("job", 0, demo("apply", file, "--yes"));
    expect(job).toMatchObject({ verdict: "complete", steps: plan.steps.map(() => ({ outcome: "applied" })) });
    expect(await proven("error", 2, demo("apply", file, "--yes"))).toMatchObject({
      error: { code: "PLAN_CARRIED_OUT" },
    });
    expect(await proven<{ jobs: object[] }>("jobs", 0, demo("jobs"))).toMatchObject({
      jobs: [{ verdict: "complete" }, {}],
    });
    expect(await proven("job", 0, demo("verify", "latest"))).toMatchObject({ verdict: "complete" });
    const record = await proven<{ plan: { hash: string }; steps: { verified: object }[] }>(
      "record",
      0,
      demo("record", "latest"),
    );
    expect(record.plan.hash).toBe(plan.hash);
    expect(record.steps.map(({ verified }) => verified)).toEqual(
      plan.steps.map(() => expect.objectContaining({ outcome: "applied" })),
    );
    const undo = place.path("undo.json");
    await proven("plan", 0, demo("undo", "latest", "--output", undo));
    // No policy was made again by this job.
    const on = await proven<Steps>("plan", 0, demo("switch-on", "latest", "--output", place.path("on.json")));
    expect(on.steps).toEqual([]);
    expect(await proven("job", 0, demo("apply", undo, "--yes"))).toMatchObject({
      purpose: "undo",
      verdict: "complete",
    });
    expect(await proven("job", 3, demo("verify", job.job))).toMatchObject({
      verdict: "complete",
      checked: { verdict: "failed" },
      steps: plan.steps.map(() => ({ outcome: "reverted", takenBackBy: expect.any(String) })),
    });
    await proven("jobs", 0, demo("jobs"));
    await proven("record", 0, demo("record", job.job));
  });

  it("checks, exports and imports", async () => {
    expect(await proven("check", 0, demo("check"))).toMatchObject({ ok: true });
    const word = ["--passphrase-file", await place.file("word.txt", "another word\n")];
    const age = place.path("one.age");
    await proven("export", 0, demo("export", "1", age, "--export-passphrase-file", word[1] ?? ""));
    const imported = ["import", age, "--vault", place.path("imported"), ...word, "--json"];
    expect(await proven("import", 0, runCommand(...imported))).toMatchObject({ snapshot: 1, refused: [] });
    const browsed = await runCommand("show", "1", "--vault", place.path("imported"), ...word, "--json");
    const original = documentOf(await demo("show", "1")) as { root: string; counts: object };
    expect(documentOf(browsed)).toMatchObject({ root: original.root, counts: original.counts });
  });

  it("collects diagnostics, also where no vault can be opened", async () => {
    interface Told {
      readonly vault: { readonly state: string; readonly check?: { readonly ok: boolean } };
    }
    const open = await proven<Told>("diagnostics", 0, demo("diagnostics"));
    expect([open.vault.state, open.vault.check?.ok]).toEqual(["open", true]);
    const none = await proven<Told>("diagnostics", 0, runCommand("--json", "--vault", place.path("no"), "diagnostics"));
    expect(none.vault).toEqual({ state: "none" });
    const file = place.path("diagnostics.json");
    // Without its tenant the demo's vault is one like any other.
    const alone = await place.copy("alone");
    await rm(join(alone, "demo-tenant.state"));
    const shut = await proven<Told>(
      "diagnostics",
      0,
      runCommand("--json", "--vault", alone, "diagnostics", "--output", file),
    );
    expect(shut.vault).toEqual({ state: "USAGE_INVALID" });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(shut);
  });

  it("tells errors, also of usage, and signs out", async () => {
    expect(await proven("error", 2, demo("show", "99"))).toMatchObject({ error: { code: "USAGE_NOT_FOUND" } });
    expect(await proven("error", 2, demo("capture", "--tipes", "user"))).toMatchObject({
      error: { code: "USAGE_INVALID", message: "unknown option '--tipes' (Did you mean --types?). See --help." },
    });
    expect(await proven("account", 0, demo("signout"))).toEqual({ account: null });
    expect(await proven("account", 4, demo("whoami"))).toEqual({ account: null });
  });

  it("has used every schema", async () => {
    const published = (await readdir(schemas)).filter((name) => name.endsWith(".json"));
    expect([...used].sort()).toEqual(published.sort());
  });
});
