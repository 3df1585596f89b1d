import { describe, expect, it } from "vitest";
import { scriptedCloud } from "../graph/scripted-transport.ts";
import { auditRecordOf, captureAudit } from "./capture-audit.ts";
import { createScriptedDirectory } from "./scripted-directory.ts";

const window = { since: "2026-11-01T00:00:00.000Z", until: "2026-11-02T00:00:00.000Z" };

const record = {
  id: "a1",
  activityDateTime: "2026-11-01T08:00:00Z",
  activityDisplayName: "Update user",
  category: "UserManagement",
  result: "success",
  correlationId: "c1",
  initiatedBy: { app: null, user: { id: "u1", userPrincipalName: "admin@contoso.example", ipAddress: "203.0.113.7" } },
  targetResources: [
    {
      id: "u2",
      type: "User",
      displayName: null,
      userPrincipalName: "bob@contoso.example",
      modifiedProperties: [{ displayName: "Department", oldValue: '["Sales"]', newValue: null }],
    },
  ],
};

describe("captureAudit", () => {
  it("reads all pages of the window, and what was told too late for the one before", async () => {
    const { graph, clock, seen } = createScriptedDirectory({
      "/auditLogs/directoryAudits": ({ path }) =>
        path.includes("page2")
          ? { body: { value: [{ ...record, id: "a2" }] } }
          : {
              body: {
                value: [record],
                "@odata.nextLink": `${scriptedCloud.graph}/v1.0/auditLogs/directoryAudits?page2`,
              },
            },
    });
    const { records, reason } = await captureAudit({ graph, clock, ...window });
    expect([records.map(({ id }) => id), reason]).toEqual([["a1", "a2"], undefined]);
    expect(seen[0]?.path).toContain(
      `$filter=activityDateTime ge 2026-10-31T23:00:00.000Z and activityDateTime le ${window.until}`,
    );
  });

  it.each([
    [{ status: 403, body: { error: { code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant" } } }, "licence"],
    [{ status: 403, body: { error: { code: "Authorization_RequestDenied" } } }, "needs AuditLog.Read.All"],
    [
      { status: 403, body: { error: { code: "Authentication_RequestFromUnsupportedUserRole" } } },
      "the account needs a role such as Reports Reader or Security Reader. Changes",
    ],
    [
      { status: 403, body: { error: { code: "Authentication_MSGraphPermissionMissing" } } },
      "is not readable, needs AuditLog.Read.All. Changes",
    ],
    [{ status: 429 }, "kept asking to wait"],
  ])("a refusal is a reason, not an error", async (answer, words) => {
    const { graph, clock } = createScriptedDirectory({ "/auditLogs/directoryAudits": answer });
    const { records, reason } = await captureAudit({ graph, clock, ...window });
    expect(records).toEqual([]);
    expect(reason).toContain(words);
  });
});

describe("auditRecordOf", () => {
  it("keeps what attribution needs", () => {
    expect(auditRecordOf(record)).toEqual({
      ...record,
      initiatedBy: { kind: "user", id: "u1", name: "admin@contoso.example", address: "203.0.113.7" },
      targetResources: [
        {
          id: "u2",
          type: "User",
          displayName: "bob@contoso.example",
          modifiedProperties: [{ displayName: "Department", oldValue: '["Sales"]', newValue: null }],
        },
      ],
    });
  });

  it.each([
    [
      { app: { displayName: "Sync", servicePrincipalId: "s1", appId: "x" } },
      { kind: "app", id: "s1", name: "Sync", address: null },
    ],
    [
      { user: { id: "", userPrincipalName: "" }, app: { displayName: "Sync" } },
      { kind: "app", id: null, name: "Sync", address: null },
    ],
    [{}, { kind: "unknown", id: null, name: null, address: null }],
    [null, { kind: "unknown", id: null, name: null, address: null }],
  ])("initiatedBy %j", (initiatedBy, actor) => {
    expect(auditRecordOf({ ...record, initiatedBy }).initiatedBy).toEqual(actor);
  });
});
