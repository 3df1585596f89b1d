import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { openVault } from "./open-vault.ts";
import { anyJsonObject, asJson } from "./testing/arbitrary-objects.ts";
import { auditOf, jobOf, planOf } from "./testing/recovery-samples.ts";
import {
  newVault,
  origin,
  passphrase,
  proof,
  removeFolders,
  reopened,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import type { Vault } from "./vault.ts";

afterEach(() => removeFolders());

function sealAudit(vault: Vault, records: readonly AuditRecord[]): void {
  const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin });
  seal.add([userOf("a")]);
  seal.addAuditRecords(records);
  seal.finish({ endedAt: "2026-01-01T00:00:00Z", types: { user: proof } });
}

const idsIn = (vault: Vault, since: string, until: string) => [...vault.auditRecords(since, until)].map(({ id }) => id);

describe("audit records", () => {
  it("come by time, out of all snapshots, each once", () => {
    let vault = newVault();
    sealAudit(vault, [auditOf("c", "2026-07-03T00:00:00Z"), auditOf("a", "2026-07-01T00:00:00.1234567Z")]);
    sealed(vault, [userOf("a")]);
    sealAudit(vault, [auditOf("b", "2026-07-02T02:00:00+02:00"), auditOf("c", "2026-07-03T00:00:00Z")]);
    vault = reopened(vault);
    expect(idsIn(vault, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")).toEqual(["a", "b", "c"]);
    expect(idsIn(vault, "2026-07-02T00:00:00Z", "2026-07-03T00:00:00.000Z")).toEqual(["b", "c"]);
    expect(idsIn(vault, "2026-07-02T00:00:00.001Z", "2026-07-02T23:59:59Z")).toEqual([]);
    expect([...vault.auditRecords("2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z")]).toEqual([
      auditOf("a", "2026-07-01T00:00:00.1234567Z"),
    ]);
    expect(vault.snapshots()[0]?.auditRoot).not.toBe(vault.snapshots()[1]?.auditRoot);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });

  it("are found in every window of thousands", () => {
    const vault = newVault();
    const timeOf = (index: number) => new Date(Date.UTC(2026, 6, 1) + index * 60_000).toISOString();
    const all = Array.from({ length: 6000 }, (_, index) => auditOf(`r${index}`, timeOf(index), "x".repeat(200)));
    for (let part = 0; part < 6; part += 1)
      sealAudit(vault, all.slice(Math.max(0, part * 1000 - 100), part * 1000 + 1000).reverse());
    fc.assert(
      fc.property(fc.nat(6100), fc.nat(6100), (from, to) => {
        expect(idsIn(vault, timeOf(from), timeOf(to))).toEqual(
          all.slice(from, Math.max(from, to + 1)).map(({ id }) => id),
        );
      }),
      { numRuns: 20 },
    );
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });

  it("come once each where many are of one moment and several snapshots hold them", () => {
    const records = fc.uniqueArray(fc.record({ id: fc.integer({ max: 5000, min: 0 }), minute: fc.nat(3) }), {
      selector: ({ id }) => id,
      maxLength: 60,
    });
    const text = "x".repeat(20_000);
    fc.assert(
      fc.property(records, fc.array(fc.array(fc.nat(59), { maxLength: 40 }), { maxLength: 4 }), (all, snapshots) => {
        const vault = newVault();
        const audits = all.map(({ id, minute }) => auditOf(`r${id}`, `2026-07-01T00:0${minute}:00Z`, text));
        const held = snapshots.map((places) => audits.filter((_, place) => places.includes(place)));
        for (const own of held) sealAudit(vault, own);
        const expected = [...new Set(held.flat())].sort(
          (one, other) => one.activityDateTime.localeCompare(other.activityDateTime) || (one.id < other.id ? -1 : 1),
        );
        expect(idsIn(vault, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")).toEqual(expected.map(({ id }) => id));
        vault.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe("plans and jobs", () => {
  it("come back as they were, jobs the newest first, the last saved of an id", () => {
    let vault = newVault();
    vault.savePlan(planOf("p1", "2026-07-01T00:00:00Z"));
    vault.savePlan(planOf("p2", "2026-07-02T00:00:00Z"));
    vault.saveJob(jobOf("j1", "2026-07-01T00:00:00Z"));
    vault.saveJob(jobOf("j2", "2026-07-03T00:00:00Z"));
    vault.saveJob({ ...jobOf("j1", "2026-07-01T00:00:00Z"), state: "ended", verdict: "partial" });
    for (let round = 0; round < 2; round += 1) {
      expect(vault.plan("p1")).toEqual(planOf("p1", "2026-07-01T00:00:00Z"));
      expect(vault.plan("p3")).toBeUndefined();
      expect(vault.plans().map(({ id }) => id)).toEqual(["p1", "p2"]);
      expect(vault.job("j1")).toMatchObject({ state: "ended", verdict: "partial" });
      expect(vault.job("j3")).toBeUndefined();
      expect(vault.jobs().map(({ id }) => id)).toEqual(["j2", "j1"]);
      expect(verdictOf(vault).problem).toBeUndefined();
      vault = reopened(vault);
    }
    vault.close();
  });
});

describe("a plan that is kept", () => {
  it("is never replaced by another one under its id", () => {
    const vault = newVault();
    const plan = planOf("p1", "2026-07-01T00:00:00Z");
    vault.savePlan(plan);
    vault.savePlan(plan);
    expect(() => vault.savePlan({ ...plan, removeAdded: true, hash: "another" })).toThrow("about to be replaced");
    expect(vault.plans()).toEqual([plan]);
    vault.close();
  });
});

describe("a job that was being carried out when its process ended", () => {
  it("is interrupted for whoever may write next, and running for a reader beside the one who carries it out", () => {
    const vault = newVault();
    vault.saveJob({ ...jobOf("j1", "2026-07-01T00:00:00Z"), state: "running", verdict: null });
    expect([vault.job("j1")?.state, vault.jobs()[0]?.state]).toEqual(["running", "running"]);
    const reader = openVault({ folder: vault.description.path, passphrase, readOnly: true });
    expect(reader.job("j1")?.state).toBe("running");
    reader.close();
    const next = reopened(vault);
    expect([next.job("j1")?.state, next.jobs()[0]?.state]).toEqual(["interrupted", "interrupted"]);
    next.close();
  });
});

describe("a journal", () => {
  it("counts each job's entries by itself and keeps their order", () => {
    let vault = newVault();
    const entry = { at: "2026-07-01T00:00:00Z", stepId: "s1", kind: "intent" } as const;
    expect(vault.appendJournal({ ...entry, jobId: "a", found: '{"x":"\u2019"}' }).sequence).toBe(1);
    expect(vault.appendJournal({ ...entry, jobId: "b" }).sequence).toBe(1);
    vault = reopened(vault);
    const outcome = { id: "s1", outcome: "failed", reason: "refused" } as const;
    expect(vault.appendJournal({ ...entry, jobId: "a", kind: "outcome", outcome }).sequence).toBe(2);
    expect(vault.journal("a")).toEqual([
      { ...entry, jobId: "a", sequence: 1, found: '{"x":"\u2019"}' },
      { ...entry, jobId: "a", sequence: 2, kind: "outcome", outcome },
    ]);
    expect(vault.journal("b")).toHaveLength(1);
    vault.appendJournalEntries?.([
      { ...entry, jobId: "a" },
      { ...entry, jobId: "c" },
      { ...entry, jobId: "a" },
    ]);
    expect(vault.journal("a").map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(vault.journal("c")).toHaveLength(1);
    expect(vault.journal("d")).toEqual([]);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });

  it("keeps arbitrary findings", () => {
    let vault = newVault();
    fc.assert(
      fc.property(anyJsonObject, (found) => {
        const text = JSON.stringify(asJson(found));
        const { sequence } = vault.appendJournal({ jobId: "j", at: "", stepId: "s", kind: "intent", found: text });
        vault = reopened(vault);
        expect(vault.journal("j").at(-1)).toMatchObject({ sequence, found: text });
      }),
      { numRuns: 15 },
    );
    vault.close();
  });
});

describe("secrets", () => {
  it("are kept, replaced and deleted byte by byte", () => {
    let vault = newVault();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    vault.setSecret("cache", bytes);
    vault.setSecret("large", new Uint8Array(3_000_000).fill(7));
    vault.setSecret("empty", new Uint8Array());
    vault.setSecret("gone", bytes);
    vault.setSecret("gone", undefined);
    vault.setSecret("never", undefined);
    vault = reopened(vault);
    expect(Buffer.from(vault.secret("cache") ?? []).equals(bytes)).toBe(true);
    expect(vault.secret("large")).toHaveLength(3_000_000);
    expect(vault.secret("empty")).toHaveLength(0);
    expect(vault.secret("gone")).toBeUndefined();
    vault.setSecret("large", Uint8Array.of(1));
    expect(Array.from(vault.secret("large") ?? [])).toEqual([1]);
    expect(verdictOf(vault).problem).toBeUndefined();
    vault.close();
  });
});
