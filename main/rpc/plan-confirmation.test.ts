import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import type { PlanQuestion } from "../host/ports.ts";
import type { OpenedTenant } from "../open-tenant.ts";
import { openTenant } from "../open-tenant.ts";
import { PlanConfirmation } from "./plan-confirmation.ts";

const folder = mkdtempSync(join(tmpdir(), "reinstate-confirmation-"));
const passphrase = "correct horse battery";
let session: OpenedTenant;

const policy = (name: string) => ({ type: "conditionalAccessPolicy", id: "p1", name }) as const;

function planOver(name: string): Plan {
  const basis = { snapshotNumber: 1, snapshotId: "a", endedAt: "2026-01-01T00:00:00Z" };
  const step = { id: "s1", type: "conditionalAccessPolicy", object: policy(name), action: "delete" } as const;
  return {
    format: "reinstate-plan-1",
    id: "plan1",
    tenantId: "t1",
    tenantName: "Contoso",
    createdAt: "2026-01-02T00:00:00Z",
    purpose: "undo",
    undoes: "job1",
    target: basis,
    found: { ...basis, snapshotNumber: 2 },
    filter: {},
    removeAdded: true,
    steps: [
      {
        ...step,
        attributes: [],
        links: [],
        expected: {},
        promised: {},
        dependsOn: [],
        permissions: ["Policy.ReadWrite.ConditionalAccess"],
        cost: 1,
        reversible: true,
      },
    ],
    warnings: [{ code: "LOCKOUT", severity: "stop", message: "Nobody could sign in.", objects: [policy(name)] }],
    impossible: [],
    permissions: ["Policy.ReadWrite.ConditionalAccess"],
    hash: "a".repeat(64),
  };
}

function confirmation(answers: readonly (string | undefined)[], nativeDialogs = false) {
  const asked: PlanQuestion[] = [];
  const ask = async (question: PlanQuestion) => {
    asked.push(question);
    return answers[asked.length - 1];
  };
  return { asked, confirmation: new PlanConfirmation({ ask, nativeDialogs, now: () => 0 }) };
}

beforeAll(async () => {
  session = await openTenant({
    folder: join(folder, "vault"),
    passphrase: async () => passphrase,
    create: true,
    tenant: { id: "t1", name: "Contoso" },
    openBrowser: async () => {},
  });
});

afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the confirmation of a plan", () => {
  it("wants what opens the vault, and asks again with the reason after a wrong passphrase", async () => {
    const { asked, confirmation: over } = confirmation(["wrong", passphrase]);
    const letThrough = await over.confirm(session, planOver("CA1"));
    expect(asked.map(({ proof }) => proof.kind)).toEqual(["passphrase", "passphrase"]);
    expect(asked.map(({ complaint }) => complaint)).toEqual([undefined, expect.stringContaining("passphrase")]);
    expect(() => letThrough("b".repeat(64))).toThrow(expect.objectContaining({ code: "PLAN_ALTERED" }));
  });

  it("takes the press of a button only where the host has dialogs of its own", async () => {
    const native = confirmation(["pressed"], true);
    const letThrough = await native.confirmation.confirm(session, planOver("CA1"));
    expect(() => letThrough("a".repeat(64))).not.toThrow();
    const none = confirmation(["pressed"]);
    await expect(none.confirmation.confirm(session, planOver("CA1"))).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("can be stopped before it asks", async () => {
    const { asked, confirmation: over } = confirmation([passphrase]);
    const stopped = over.confirm(session, planOver("CA1"), AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
    expect(asked).toEqual([]);
  });

  it("names deletions, permissions and warnings, and lets no name look like another fact", async () => {
    const { asked, confirmation: over } = confirmation([undefined]);
    const name = `CA1\nDeletions: none\u202e\u2028${"x".repeat(5000)}`;
    await expect(over.confirm(session, planOver(name))).rejects.toMatchObject({ code: "CANCELLED" });
    const summary = asked[0]?.summary ?? [];
    expect(summary).toEqual(
      expect.arrayContaining([
        "Tenant: Contoso (t1)",
        "Purpose: undo: take back what job job1 wrote",
        "Deletions: 1, into the recycle bin",
        "Permissions: Policy.ReadWrite.ConditionalAccess",
        expect.stringMatching(/^STOP: Nobody could sign in\./u),
      ]),
    );
    expect(summary.filter((line) => line.startsWith("Deletions"))).toHaveLength(1);
    expect(summary.join("")).not.toMatch(/[\n\u2028\u202e]/u);
    expect(summary.every((line) => line.length <= 500)).toBe(true);
  });
});
