import { afterEach, describe, expect, it } from "vitest";
import type { Graph, Page } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { newVault, origin, removeFolders, tenantId } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { auditStart } from "./audit-of-backup.ts";
import { backUp } from "./backup.ts";
import type { TenantSession } from "./tenant-session.ts";

afterEach(() => removeFolders());

const startedAt = "2026-07-31T08:00:00.000Z";

describe("the audit records that a snapshot holds", () => {
  it("begin a little before the last snapshot, since records arrive late", () => {
    expect(auditStart({ startedAt: "2026-07-30T08:00:00Z" }, startedAt)).toBe("2026-07-30T07:45:00.000Z");
  });

  it("are all that Entra keeps for the first snapshot, and after the clock was put back by years", () => {
    expect(auditStart(undefined, startedAt)).toBe("2026-07-01T08:00:00.000Z");
    expect(auditStart({ startedAt: "2031-01-01T00:00:00Z" }, startedAt)).toBe("2026-07-01T08:00:00.000Z");
  });

  it("reach back to a last snapshot that is years ago", () => {
    expect(auditStart({ startedAt: "2020-01-01T00:15:00Z" }, startedAt)).toBe("2020-01-01T00:00:00.000Z");
  });
});

describe("a snapshot whose audit records may not be read", () => {
  it("says why in its record, and the next one that may read them reads its time too", async () => {
    const vault = newVault();
    const hour = (at: number) => `2026-07-31T0${at}:00:00.000Z`;
    const first = await takenAt(vault, hour(1), readable);
    expect(first.record.auditReason).toBeUndefined();

    const refused = await takenAt(vault, hour(2), unreadable);
    expect(refused.record).toMatchObject({ complete: true, auditReason: expect.stringContaining("AuditLog.Read.All") });
    expect(vault.snapshots().at(-1)?.auditReason).toBe(refused.record.auditReason);

    const third = await takenAt(vault, hour(3), readable);
    expect(third.record.auditReason).toBeUndefined();
    expect(third.asked).toContain("activityDateTime ge 2026-07-30T23:45:00.000Z");
  });

  it("is not followed by a gap where the one before it is an import", async () => {
    const vault = newVault();
    const seal = vault.beginSnapshot({ startedAt, origin: { ...origin, kind: "import" } });
    seal.finish({ endedAt: startedAt, types: {} });
    const { asked } = await takenAt(vault, "2026-07-31T09:00:00.000Z", readable);
    expect(asked).toContain("activityDateTime ge 2026-07-01T08:00:00.000Z");
  });
});

async function* readable(): AsyncIterable<Page> {
  yield { items: [] };
}

// biome-ignore lint/correctness/useYield: Graph refuses before the first page
async function* unreadable(): AsyncIterable<Page> {
  throw new GraphRefusal("PERMISSION_MISSING", "no", { status: 403, details: "HTTP 403" });
}

/** A snapshot of no type at a time, and what was asked of the audit log for it. */
async function takenAt(vault: Vault, at: string, pages: () => AsyncIterable<Page>) {
  const asked: string[] = [];
  const graph = {
    statistics: {
      requests: 0,
      retries: 0,
      retriesBy: { throttled: 0, serverError: 0, unreadable: 0, noAnswer: 0 },
      waitedMs: 0,
    },
    pages(path: string) {
      asked.push(decodeURIComponent(path));
      return pages();
    },
  } as Partial<Graph> as Graph;
  const account = {
    name: "ada@contoso.com",
    objectId: null,
    tenantId,
    authentication: "delegated",
    permissions: [],
  } as const;
  const session = {
    vault,
    clock: { now: () => Date.parse(at), wait: async () => undefined },
    signIn: { account: async () => account },
    graph: () => graph,
  } as unknown as TenantSession;
  return { record: await backUp(session, { types: [] }), asked: asked.join() };
}
