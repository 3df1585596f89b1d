import { afterEach, describe, expect, it } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { createScriptedDirectory } from "../capture/scripted-directory.ts";
import { auditOf } from "../exchange/record-for-tests.ts";
import type { Scripted } from "../graph/scripted-transport.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { nativeRecoverySince } from "./native-recovery.ts";
import { type ChangingTenant, createChangingTenant } from "./testing/changing-tenant.ts";

afterEach(() => removeFolders());

const types = ["user", "group"] as const;

it("Microsoft's own recovery leaves no delta record: it is seen in the audit log, and everything is read", async () => {
  const tenant = await createChangingTenant(9, [newFolder(), newFolder()]);
  try {
    await backUp(tenant.full, { types, full: true });
    await backUp(tenant.rounds, { types });
    const deleted = await deleteSomebody(tenant);
    tenant.demo.advance(3_600_000);
    expect((await backUp(tenant.rounds, { types })).types.user?.mode).toBe("delta");
    tenant.demo.advance(3_600_000);
    expect(tenant.demo.recoverNatively()).toContain(deleted);
    tenant.demo.advance(3_600_000);

    const [rounds, full] = [await backUp(tenant.rounds, { types }), await backUp(tenant.full, { types, full: true })];
    expect(rounds.root).toBe(full.root);
    expect([rounds.types.user?.mode, rounds.types.group?.mode]).toEqual(["full", "full"]);
    expect(rounds.types.user?.reading?.recovered).toEqual([expect.stringMatching(/Backup and Recovery ran at/u)]);
    tenant.demo.advance(3_600_000);
    expect((await backUp(tenant.rounds, { types })).types.user?.mode).toBe("delta");
  } finally {
    tenant.close();
  }
});

/** The first user whom Graph lets be deleted. */
async function deleteSomebody({ full, graph }: ChangingTenant): Promise<string> {
  for (const { id } of full.vault.objects(1, "user")) {
    if ((await graph.write("DELETE", `/users/${id}`)).status < 300) return id;
  }
  throw new Error("nobody can be deleted");
}

describe("whether it ran since the last full read", () => {
  const since = "2026-01-02T00:00:00Z";
  const ask = (records: readonly Partial<AuditRecord>[], jobs?: JsonObject[] | Scripted, reason?: string) => {
    const { graph } = createScriptedDirectory(jobs === undefined ? {} : { "/directory/recovery/jobs": jobs });
    return nativeRecoverySince({
      since,
      audit: { records: records.map((record, index) => auditOf(`${index}`, record)), ...(reason ? { reason } : {}) },
      known: [],
      graph,
      permissions: jobs === undefined ? [] : ["EntraBackup.Read.All"],
    });
  };
  const category = "Backup and Recovery";
  const job = { "@odata.type": "#microsoft.graph.entraRecoveryServices.recoveryJob", jobStartDateTime: since };

  it.each<[string, boolean, Parameters<typeof ask>]>([
    [
      "a recovery in the log",
      true,
      [[{ category, activityDisplayName: "Complete recovery job", activityDateTime: since }]],
    ],
    [
      "one from before",
      false,
      [[{ category, activityDisplayName: "Start recovery job", activityDateTime: "2026-01-01T23:00:00Z" }]],
    ],
    ["the daily backup", false, [[{ category, activityDisplayName: "Create snapshot", activityDateTime: since }]]],
    ["a preview", false, [[{ category, activityDisplayName: "Start recovery preview job", activityDateTime: since }]]],
    ["somebody's restore of a user", false, [[{ activityDisplayName: "Restore user", activityDateTime: since }]]],
    ["a job that has ended since", true, [[], [{ ...job, jobCompletionDateTime: "2026-01-03T00:00:00Z" }]]],
    ["a job that still runs", true, [[], [job]]],
    ["a job that ended before", false, [[], [{ ...job, jobCompletionDateTime: "2026-01-01T00:00:00Z" }]]],
    ["a log that cannot be read", true, [[], undefined, "Not readable."]],
    ["a log that cannot be read, where the jobs can", false, [[], [], "Not readable."]],
    [
      "a list of jobs that leads elsewhere",
      false,
      [[], { body: { value: [], "@odata.nextLink": "https://elsewhere.example/jobs" } }],
    ],
  ])("%s: %s", async (_what, expected, asked) => {
    expect((await ask(...asked)) !== undefined).toBe(expected);
  });
});
