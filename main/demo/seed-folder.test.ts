import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { DemoState } from "./demo-state.ts";
import { generateTenant } from "./generate-tenant.ts";
import { seedFolder } from "./seed-folder.ts";

let folder: string;
let state: DemoState;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reinstate-seed-"));
  state = generateTenant({ users: 50, seedNumber: 1, now: "2026-11-25T08:00:00Z" });
});

afterEach(async () => rm(folder, { recursive: true }));

const gone = "0f0f0f0f-1111-4222-8333-444444444444";
const id = "11111111-2222-4333-8444-555555555555";
const policy = {
  id,
  displayName: "Exported",
  state: "enabled",
  conditions: {
    users: { includeUsers: ["All"], excludeUsers: [gone] },
    applications: { includeApplications: ["All"] },
    clientAppTypes: ["all"],
  },
  grantControls: {
    operator: "OR",
    builtInControls: [],
    authenticationStrength: { id: "00000000-0000-0000-0000-000000000004" },
  },
};

async function seed(files: Readonly<Record<string, JsonObject>>) {
  for (const [name, value] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(value));
  return await seedFolder(state, folder);
}

describe("seedFolder", () => {
  it("holds a policy as Graph returns it, with a deleted user in it", async () => {
    expect(await seed({ "a.json": policy })).toEqual({ loaded: 1, refused: [] });
    expect(state.objects.conditionalAccessPolicy.get(id)).toMatchObject({
      id,
      createdDateTime: "2026-11-25T08:00:00Z",
      conditions: { users: { excludeUsers: [gone], excludeGroups: [] }, platforms: null, signInRiskLevels: [] },
      grantControls: { termsOfUse: [], authenticationStrength: { displayName: "Phishing-resistant MFA" } },
      sessionControls: null,
    });
    expect(state.changes.conditionalAccessPolicy).toMatchObject([{ id, what: "created" }]);
    expect(state.audits).toEqual([]);
  });

  it("completes a policy as Graph does, so that a later write of the same changes nothing", async () => {
    const signInFrequency = { isEnabled: true, value: 4, type: "hours" };
    await seed({ "a.json": { ...policy, sessionControls: { signInFrequency } } });
    expect(state.objects.conditionalAccessPolicy.get(id)?.sessionControls).toMatchObject({
      signInFrequency: { ...signInFrequency, frequencyInterval: "timeBased" },
      persistentBrowser: null,
    });
  });

  it.each([
    [
      "a placeholder",
      { users: { includeUsers: ["All"], excludeGroups: ["<Exclusions>"] } },
      '"<Exclusions>" in conditions.users.excludeGroups is no object id.',
    ],
    [
      "a name for an id",
      { users: { includeUsers: ["All"] }, applications: { includeApplications: ["Office 365"] } },
      '"Office 365" in conditions.applications.includeApplications is no object id.',
    ],
    [
      "what only beta knows",
      { users: { includeUsers: ["All"] }, agents: { includeAgents: ["All"] } },
      "Graph v1.0 does not know conditions.agents.",
    ],
    ["nobody", { applications: { includeApplications: ["All"] } }, "It names no users."],
    [
      "what excludes itself",
      {
        users: { includeUsers: ["All"] },
        applications: { includeApplications: ["All"] },
        platforms: { excludePlatforms: ["iOS"] },
      },
      /^10\d\d: /,
    ],
  ])("lists a policy with %s and why", async (_, conditions, reason) => {
    const { loaded, refused } = await seed({
      "a.json": { ...policy, conditions: { clientAppTypes: ["all"], ...conditions } },
    });
    expect(loaded).toBe(0);
    expect(refused).toEqual([
      { file: "a.json", name: "Exported", reason: typeof reason === "string" ? reason : expect.stringMatching(reason) },
    ]);
    expect(state.objects.conditionalAccessPolicy.has(id)).toBe(false);
  });

  it("drops beta's names where they say nothing", async () => {
    const noisy = {
      ...policy,
      conditions: { ...policy.conditions, times: null, deviceStates: null, "x@odata.context": "y" },
      partialEnablementStrategy: null,
    };
    expect((await seed({ "a.json": noisy })).refused).toEqual([]);
    const conditions = Object.keys(state.objects.conditionalAccessPolicy.get(id)?.conditions ?? {});
    expect(conditions.filter((name) => name === "times" || name === "deviceStates")).toEqual([]);
  });

  it("loads groups with members, users with a manager, locations", async () => {
    const user = {
      id: gone,
      displayName: "Å",
      userPrincipalName: "a@x.example",
      "@odata.type": "#microsoft.graph.user",
      manager: { id },
    };
    const group = {
      id: "22222222-2222-4333-8444-555555555555",
      displayName: "G",
      groupTypes: [],
      securityEnabled: true,
      members: [{ id: gone }],
    };
    const location = {
      id: "33333333-2222-4333-8444-555555555555",
      "@odata.type": "#microsoft.graph.countryNamedLocation",
      displayName: "L",
      countriesAndRegions: ["NO"],
    };
    const result = await seed({
      "g.json": { value: [group], "@odata.context": "https://x/$metadata#groups" },
      "l.json": location,
      "u.json": user,
    });
    expect(result).toEqual({ loaded: 3, refused: [] });
    expect([...(state.links.members.get(group.id) ?? [])]).toEqual([gone]);
    expect(state.links.manager.get(gone)).toBe(id);
    expect(state.objects.user.get(gone)).toMatchObject({ displayName: "Å", usageLocation: null, businessPhones: [] });
    expect(state.objects.namedLocation.get(location.id)).toMatchObject({ displayName: "L" });
  });

  it("puts exported methods into the tenant's one policy", async () => {
    const method = {
      id: "Sms",
      "@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration",
      state: "enabled",
    };
    expect(await seed({ "AuthenticationMethodConfigurations-Sms.json": method })).toMatchObject({ loaded: 1 });
    const [held, more] = [...state.objects.authenticationMethodsPolicy.values()];
    const methods = held?.authenticationMethodConfigurations as readonly JsonObject[];
    expect(more).toBeUndefined();
    expect(methods.length).toBe(9);
    expect(methods.find(({ id: name }) => name === "Sms")).toMatchObject({ state: "enabled", excludeTargets: [] });
  });

  it("does not hold a switch that the export has as text, as Graph never would", async () => {
    const method = {
      id: "Voice",
      "@odata.type": "#microsoft.graph.voiceAuthenticationMethodConfiguration",
      state: "enabled",
      isOfficePhoneAllowed: "true",
    };
    const { loaded, refused } = await seed({ "AuthenticationMethodConfigurations-Voice.json": method });
    expect(loaded).toBe(0);
    expect(refused).toMatchObject([{ reason: expect.stringContaining("isOfficePhoneAllowed is text") }]);
  });

  it("says if the folder is not there", async () => {
    await expect(seedFolder(state, join(folder, "none"))).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
  });
});

const realData = join(import.meta.dirname, "../../../shared/real-data");
if (!existsSync(realData)) process.stdout.write("left out: no real exports on this machine\n");

describe.skipIf(!existsSync(realData))("real exports", () => {
  it.each([
    ["conditionalAccess", 50],
    ["history/j0eyv", 80],
    ["groups", 50],
  ])("%s: at least %i load, and every refusal has a reason", async (part, least) => {
    const { loaded, refused } = await seedFolder(state, join(realData, part));
    expect(loaded).toBeGreaterThanOrEqual(least);
    for (const { file, reason } of refused) expect([file, reason.length > 20]).toEqual([file, true]);
  });
});
