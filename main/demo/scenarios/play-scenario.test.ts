import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { AuditEntry } from "../audit-entry.ts";
import type { DemoState } from "../demo-state.ts";
import type { Scenario, ScenarioReport } from "../demo-tenant.ts";
import { scenarios } from "../demo-tenant.ts";
import { generateTenant } from "../generate-tenant.ts";
import { toDirectoryAudit } from "../record-audit.ts";
import { graphRules } from "../seed/graph-rules.ts";
import { cast, castNames, named } from "../tenant-cast.ts";
import { playScenario } from "./play-scenario.ts";
import { differingIds } from "./testing/differing-ids.ts";

const now = "2026-11-25T08:00:00Z";

function played(scenario: Scenario, users: number, seedNumber: number) {
  const before = generateTenant({ users, seedNumber, now });
  const after = structuredClone(before);
  const report = playScenario(after, scenario);
  return { before, after, report };
}

function sorted(ids: Iterable<string>): readonly string[] {
  return [...new Set(ids)].sort();
}

/** Whether the record is about the object: a target, or named in the values of one. */
function isAbout({ targets }: AuditEntry, id: string): boolean {
  return targets.some(
    (target) => target.id === id || target.modified.some(({ before, after }) => [before, after].includes(id)),
  );
}

function isCulprit({ culprits }: ScenarioReport, { actor }: AuditEntry): boolean {
  return culprits.includes(actor.name);
}

describe.each(scenarios)("%s", (scenario) => {
  it.each([
    [50, 1],
    [50, 2],
    [50, 3],
    [50, 4],
    [400, 5],
  ])("names exactly what differs, in a tenant of %i (number %i)", (users, seedNumber) => {
    const { before, after, report } = played(scenario, users, seedNumber);
    const differing = differingIds(before, after);
    const types = sorted([...Object.keys(report.harmed), ...Object.keys(report.legitimate)]);
    expect(types).toEqual(sorted(Object.keys(differing)));
    for (const type of types) {
      const told = sorted([...(report.harmed[type] ?? []), ...(report.legitimate[type] ?? [])]);
      expect(told).toEqual(sorted(differing[type] ?? []));
    }
  });

  it("has a record by the right actor for every change, and none for anything else", () => {
    const { after, report } = played(scenario, 200, 6);
    const harmed = Object.values(report.harmed).flat();
    const legitimate = Object.values(report.legitimate).flat();
    for (const id of harmed)
      expect(after.audits.some((entry) => isCulprit(report, entry) && isAbout(entry, id))).toBe(true);
    for (const id of legitimate)
      expect(after.audits.some((entry) => !isCulprit(report, entry) && isAbout(entry, id))).toBe(true);
    for (const entry of after.audits) {
      const told = isCulprit(report, entry) ? harmed : legitimate;
      expect(told.some((id) => isAbout(entry, id))).toBe(true);
    }
  });

  it("takes hours, in order, and leaves time after the last record", () => {
    const { after, report } = played(scenario, 50, 1);
    const times = after.audits.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(Date.parse(now));
    expect(after.clockMs - Date.parse(now)).toBeGreaterThan(2 * 3_600_000);
    expect(after.clockMs - Date.parse(now)).toBeLessThan(6 * 3_600_000);
    expect(after.clockMs).toBeGreaterThan(times.at(-1) ?? 0);
    expect(report.story.length).toBeGreaterThan(5);
  });

  it("happens the same way again", () => {
    const [one, other] = [played(scenario, 50, 8), played(scenario, 50, 8)];
    expect(one.report).toEqual(other.report);
    expect(one.after).toEqual(other.after);
  });

  it("can happen twice", () => {
    const { after } = played(scenario, 50, 9);
    const again = playScenario(after, scenario);
    expect(again.culprits.length).toBeGreaterThan(0);
    const names = [...after.objects.user.values()].map(({ userPrincipalName }) => userPrincipalName);
    expect(new Set(names).size).toBe(names.length);
  });

  it("leaves policies that Graph could hold", () => {
    const { after } = played(scenario, 50, 1);
    for (const type of ["conditionalAccessPolicy", "namedLocation"] as const) {
      for (const object of after.objects[type].values()) expect(graphRules(type, object)).toBeUndefined();
    }
  });
});

describe("lockout", () => {
  it("takes the emergency accounts out of one policy's exclusions, and nothing more", () => {
    const { before, after, report } = played("lockout", 50, 1);
    const [id = ""] = report.harmed.conditionalAccessPolicy ?? [];
    expect(report.harmed).toEqual({ conditionalAccessPolicy: [id] });
    const emergency = String(named(after, "group", castNames.emergencyGroup).id);
    expect(JSON.stringify(before.objects.conditionalAccessPolicy.get(id))).toContain(emergency);
    expect(JSON.stringify(after.objects.conditionalAccessPolicy.get(id))).not.toContain(emergency);
    expect(report.culprits).toEqual([`${cast.tidyAdmin.local}@nordwind.example`]);
  });
});

describe("hr-corruption", () => {
  it.each([
    [50, 20],
    [400, 160],
  ])("harms the job facts of a part of %i people: %i", (users, count) => {
    const { before, after, report } = played("hr-corruption", users, 3);
    const harmed = report.harmed.user ?? [];
    expect(Object.keys(report.harmed)).toEqual(["user"]);
    expect(harmed.length).toBe(count);
    for (const id of harmed) {
      expect(after.objects.user.get(id)?.department).toBe("#REF!");
      expect(after.objects.user.get(id)?.jobTitle).not.toBe(before.objects.user.get(id)?.jobTitle);
      expect(after.links.manager.get(id)).not.toBe(before.links.manager.get(id));
      expect(after.links.manager.get(id)).not.toBe(id);
      expect(before.objects.user.get(id)?.onPremisesSyncEnabled).toBeNull();
    }
  });

  it("leaves some harmed people with a change that must stay", () => {
    const { report } = played("hr-corruption", 400, 3);
    const both = (report.legitimate.user ?? []).filter((id) => report.harmed.user?.includes(id));
    expect(both.length).toBeGreaterThan(1);
  });
});

describe("compromised-admin", () => {
  const { before, after, report } = played("compromised-admin", 200, 2);
  const objectsOf = (state: DemoState, type: keyof DemoState["objects"], id = "") => state.objects[type].get(id);

  it("acts under two names, the second made by the first", () => {
    const [stolen, service] = report.culprits;
    expect(stolen).toBe(`${cast.stolenAdmin.local}@nordwind.example`);
    const made = after.audits.find(({ activity, actor }) => activity === "Add user" && actor.name === stolen);
    expect(made?.targets[0]?.userPrincipalName).toBe(service);
  });

  it("touches every type by which it can gain something without anybody noticing at once", () => {
    const left = ["authenticationStrengthPolicy", "directoryRole", "organization", "subscribedSku"];
    const types = Object.keys(after.objects).filter((type) => !left.includes(type));
    expect(Object.keys(report.harmed).sort()).toEqual(types.sort());
  });

  it("weakens sign-in methods", () => {
    const methods = (state: DemoState) => {
      const [policy] = state.objects.authenticationMethodsPolicy.values();
      const list = (policy?.authenticationMethodConfigurations ?? []) as readonly JsonObject[];
      return Object.fromEntries(list.map(({ id, state: word }) => [id, word]));
    };
    expect(methods(before)).toMatchObject({ Fido2: "enabled", Sms: "disabled", Voice: "disabled" });
    expect(methods(after)).toMatchObject({ Fido2: "disabled", Sms: "enabled", Voice: "enabled" });
  });

  it("soft-deletes people and a group, which keep their links", () => {
    expect([...after.deleted.values()].map(({ type }) => type).sort()).toEqual(["group", "user", "user", "user"]);
    const [group] = [...after.deleted.values()].filter(({ type }) => type === "group");
    const id = String(group?.object.id);
    expect(after.links.members.get(id)?.size).toBeGreaterThan(0);
    expect(objectsOf(after, "group", id)).toBeUndefined();
  });

  it("names whole policies in the records about Conditional Access", () => {
    const entry = after.audits.find(({ activity }) => activity === "Update conditional access policy");
    const record = entry === undefined ? {} : toDirectoryAudit(entry);
    const [target] = (record.targetResources ?? []) as readonly JsonObject[];
    const [property] = (target?.modifiedProperties ?? []) as readonly JsonObject[];
    const id = String(target?.id);
    expect(JSON.parse(String(property?.oldValue))).toEqual(objectsOf(before, "conditionalAccessPolicy", id));
    expect(JSON.parse(String(property?.newValue))).toEqual(objectsOf(after, "conditionalAccessPolicy", id));
  });
});
