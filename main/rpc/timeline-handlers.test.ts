import { afterAll, expect, it } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { SessionState } from "../../preload/contract/views.ts";
import { auditOf } from "../exchange/record-for-tests.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import {
  dayAt,
  groupOf,
  newVault,
  origin,
  proof,
  removeFolders,
  sealed,
  userOf,
} from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import type { SessionDoor } from "./engine.ts";
import { callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

afterAll(() => removeFolders());

function windowOn(vault: Vault) {
  let open: Vault | undefined = vault;
  const current = () => open && ({ vault: open } as TenantSession);
  const describe = () => ({}) as SessionState;
  const door = { current, describe, keep: async () => {} } as Partial<SessionDoor>;
  const call = callsTo(routerOf(engineForTests({ door: door as SessionDoor })));
  const lock = () => {
    open = undefined;
  };
  return { call, lock };
}

const none = { added: 0, removed: 0, modified: 0, "soft-deleted": 0, restored: 0 };

/** The second of three snapshots could not read its groups to the end. */
function partialBetween(): Vault {
  const vault = newVault();
  sealed(vault, [userOf("anna"), userOf("ben"), groupOf("g1", ["anna"]), groupOf("g2", [])], { endedAt: dayAt(0) });
  const seal = vault.beginSnapshot({ startedAt: dayAt(1), origin });
  seal.add([userOf("anna", { displayName: "Anna" }), userOf("ben"), groupOf("g1", ["anna"])]);
  const partial = { ...proof, complete: false, reason: "The tenant stopped answering." };
  seal.finish({ endedAt: dayAt(1), types: { user: proof, group: partial } });
  sealed(vault, [userOf("anna", { displayName: "Anna" }), groupOf("g1", ["anna", "eve"]), groupOf("g2", [])], {
    endedAt: dayAt(2),
  });
  return vault;
}

it("counts by type and kind, passes over what was not read whole, and calls none of it removed", async () => {
  const { call } = windowOn(partialBetween());
  const ranges = [
    { from: 1, to: 2 },
    { from: 2, to: 3 },
  ];
  const [first, second] = await call("timeline.changes", { ranges });
  expect(first).toEqual({
    from: 1,
    to: 2,
    counts: [{ type: "user", since: 1, kinds: { ...none, modified: 1 } }],
    unknown: [{ type: "group", reason: expect.stringContaining("The tenant stopped answering.") }],
  });
  expect(second).toEqual({
    from: 2,
    to: 3,
    counts: [
      { type: "user", since: 2, kinds: { ...none, removed: 1 } },
      { type: "group", since: 1, kinds: { ...none, modified: 1 } },
    ],
    unknown: [],
  });
});

it("counts what the report of the same two snapshots lists", async () => {
  const { call } = windowOn(partialBetween());
  const [counted] = await call("timeline.changes", { ranges: [{ from: 1, to: 3 }] });
  const { byType } = await call("report.open", { from: 1, to: 3 });
  expect(Object.fromEntries(counted?.counts.map(({ type, kinds }) => [type, kinds]) ?? [])).toEqual(byType);
});

it("lets others have a turn while it counts, and ends when the vault is locked meanwhile", async () => {
  const { call, lock } = windowOn(partialBetween());
  const counting = call("timeline.changes", { ranges: [{ from: 1, to: 3 }] });
  lock();
  await expect(counting).rejects.toMatchObject({ code: "VAULT_LOCKED" });
});

it("refuses a snapshot that is not there", async () => {
  const { call } = windowOn(partialBetween());
  const counting = call("timeline.changes", { ranges: [{ from: 1, to: 9 }] });
  await expect(counting).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
});

it("tells of changed policies, roles and credentials within a time, newest first, and of nothing that failed", async () => {
  const vault = newVault();
  const seal = vault.beginSnapshot({ startedAt: dayAt(0), origin });
  const record = (id: string, day: number, activity: string, more: Partial<AuditRecord> = {}) =>
    auditOf(id, {
      activityDateTime: dayAt(day),
      activityDisplayName: activity,
      initiatedBy: { kind: "user", id: "m", name: "mallory@contoso.com", address: null },
      targetResources: [{ id: "t", type: "Policy", displayName: "Require MFA", modifiedProperties: [] }],
      ...more,
    });
  seal.addAuditRecords([
    record("1", 0, "Update conditional access policy"),
    record("2", 1, "Update user"),
    record("3", 2, "Add member to role"),
    record("4", 3, "Reset user password", { result: "failure" }),
    record("5", 9, "Reset user password"),
  ]);
  seal.finish({ endedAt: dayAt(10), types: { user: proof } });
  const { call } = windowOn(vault);
  const told = { actor: "mallory@contoso.com", targets: [{ id: "t", name: "Require MFA" }] };
  expect(await call("timeline.events", { since: dayAt(0), until: dayAt(5) })).toEqual({
    events: [
      { kind: "role", at: dayAt(2), activity: "Add member to role", ...told },
      { kind: "policy", at: dayAt(0), activity: "Update conditional access policy", ...told },
    ],
    more: 0,
  });
});
