import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { checkConditionalAccessBody } from "./conditional-access-rules.ts";
import { createServiceForTests, everything, type ServiceForTests } from "./service-for-tests.ts";

const here = "5a0f1f8e-1111-4222-8333-00000000000a";
const gone = "5a0f1f8e-1111-4222-8333-00000000000b";
const exists = (_kind: string, id: string) => id === here;

/** A policy that Graph takes, with `more` put over its conditions. */
function policy(conditions: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    displayName: "Require MFA",
    state: "enabled",
    conditions: {
      users: { includeUsers: ["All"], excludeUsers: [here] },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
      ...conditions,
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
    ...more,
  };
}

const session = (sessionControls: JsonObject, grantControls: JsonObject | null = null) =>
  policy({}, { grantControls, sessionControls });
const enumerated = "#microsoft.graph.conditionalAccessEnumeratedExternalTenants";
const guests = (more: JsonObject): JsonObject => ({
  guestOrExternalUserTypes: "internalGuest,b2bCollaborationGuest",
  ...more,
});
const passwordChange = { operator: "AND", builtInControls: ["mfa", "passwordChange"] };

describe("bodies that Graph takes", () => {
  it.each<[string, JsonObject]>([
    ["plain", policy()],
    ["with null blocks", policy({ platforms: null, locations: null, devices: null }, { sessionControls: null })],
    ["session only (C11)", session({ persistentBrowser: { isEnabled: true, mode: "never" } })],
    [
      "terms of use only (C7)",
      policy({}, { grantControls: { operator: "OR", builtInControls: [], termsOfUse: [here] } }),
    ],
    ["every time, alone (C10)", session({ signInFrequency: { isEnabled: true, frequencyInterval: "everyTime" } })],
    [
      "every so often",
      session({ signInFrequency: { isEnabled: true, value: 4, type: "hours", frequencyInterval: "timeBased" } }),
    ],
    [
      "a strength",
      policy({}, { grantControls: { operator: "OR", builtInControls: [], authenticationStrength: { id: here } } }),
    ],
    [
      "guests of one tenant (C5)",
      policy({
        users: {
          includeGuestsOrExternalUsers: guests({ externalTenants: { "@odata.type": enumerated, members: [here] } }),
        },
      }),
    ],
    [
      "old trusted addresses (A7)",
      policy({
        locations: {
          includeLocations: ["All"],
          excludeLocations: ["AllTrusted", "00000000-0000-0000-0000-000000000000"],
        },
      }),
    ],
    ["password change", policy({ userRiskLevels: ["high"] }, { grantControls: passwordChange })],
    [
      "a workload identity",
      policy(
        {
          users: { includeUsers: ["None"] },
          clientApplications: { includeServicePrincipals: ["ServicePrincipalsInMyTenant"] },
        },
        { grantControls: { operator: "OR", builtInControls: ["block"] } },
      ),
    ],
    ["device codes", policy({ authenticationFlows: { transferMethods: "deviceCodeFlow,authenticationTransfer" } })],
  ])("%s", (_name, body) => {
    expect(checkConditionalAccessBody(body, exists, undefined, { strict: true })).toBeUndefined();
  });
});

describe("bodies that Graph refuses", () => {
  it.each<[string, string, JsonObject]>([
    ["no conditions", "1007", { ...policy(), conditions: null }],
    ["nobody included", "1007", policy({ users: { excludeUsers: [here] } })],
    ["no application", "1007", policy({ applications: { excludeApplications: [here] } })],
    ["no client app types", "1007", policy({ clientAppTypes: [] })],
    ["an empty block", "1007", policy({ platforms: { includePlatforms: [], excludePlatforms: [] } })],
    ["excluded platforms of none", "1007", policy({ platforms: { excludePlatforms: ["iOS"] } })],
    [
      "guests without kinds (C5)",
      "1007",
      policy({ users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: "" } } }),
    ],
    [
      "tenants without a type (C5)",
      "1007",
      policy({
        users: {
          includeGuestsOrExternalUsers: guests({ externalTenants: { membershipKind: "enumerated", members: [here] } }),
        },
      }),
    ],
    [
      "kinds of guests as a list (C5)",
      "BadRequest",
      policy({ users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: ["internalGuest"] } } }),
    ],
    [
      "transfer methods as a list",
      "BadRequest",
      policy({ authenticationFlows: { transferMethods: ["deviceCodeFlow"] } }),
    ],
    ["locations as a list", "BadRequest", policy({ locations: [here] })],
    ["all and another client", "1060", policy({ clientAppTypes: ["all", "browser"] })],
    [
      "guests in two ways (C4)",
      "1060",
      policy({ users: { includeUsers: ["GuestsOrExternalUsers"], includeGuestsOrExternalUsers: guests({}) } }),
    ],
    ["a retired condition (C8)", "BadRequest", policy({ deviceStates: { includeStates: ["All"] } })],
    ["no controls at all", "1032", policy({}, { grantControls: null, sessionControls: null })],
    ["grants without content (C7)", "1032", policy({}, { grantControls: { operator: "OR", builtInControls: [] } })],
    ["no operator", "1032", policy({}, { grantControls: { builtInControls: ["mfa"] } })],
    ["block and another", "1032", policy({}, { grantControls: { operator: "OR", builtInControls: ["block", "mfa"] } })],
    [
      "a strength with mfa",
      "1032",
      policy({}, { grantControls: { operator: "OR", builtInControls: ["mfa"], authenticationStrength: { id: here } } }),
    ],
    ["session with nothing on", "1032", session({ persistentBrowser: { isEnabled: false, mode: "never" } })],
    [
      "every time with a value",
      "1032",
      session({ signInFrequency: { isEnabled: true, frequencyInterval: "everyTime", value: 1, type: "hours" } }),
    ],
    [
      "every time beside a flag (C10)",
      "1032",
      session({
        signInFrequency: { isEnabled: true, frequencyInterval: "everyTime" },
        disableResilienceDefaults: false,
      }),
    ],
    [
      "password change by OR",
      "1032",
      policy({ userRiskLevels: ["high"] }, { grantControls: { ...passwordChange, operator: "OR" } }),
    ],
    [
      "password change with client apps (C8)",
      "1032",
      policy({ userRiskLevels: ["high"], clientAppTypes: ["browser"] }, { grantControls: passwordChange }),
    ],
    ["a location that is gone", "1040", policy({ locations: { includeLocations: [gone] } })],
    ["a user that is gone", "1012", policy({ users: { includeUsers: ["All"], excludeUsers: [gone] } })],
    ["a group that is gone", "1013", policy({ users: { includeGroups: [gone] } })],
    ["a group by its name", "1013", policy({ users: { includeGroups: ["Sales"] } })],
    ["an application by its name", "1011", policy({ applications: { includeApplications: ["Office 365"] } })],
    [
      "a strength that is gone",
      "1041",
      policy({}, { grantControls: { operator: "OR", builtInControls: [], authenticationStrength: { id: gone } } }),
    ],
    ["no name", "1006", { ...policy(), displayName: "" }],
    ["a strange state", "BadRequest", { ...policy(), state: "on" }],
  ])("%s: %s", (_name, code, body) => {
    const fault = checkConditionalAccessBody(body, exists);
    expect(fault?.code).toBe(code);
    if (code !== "BadRequest") expect(fault?.message).toMatch(new RegExp(`^${code}: .*malformed or incorrect`));
  });

  it("as a request, beta's names even where they are empty", () => {
    const body = policy({ times: null });
    expect(checkConditionalAccessBody(body, exists)).toBeUndefined();
    expect(checkConditionalAccessBody(body, exists, undefined, { strict: true })?.message).toContain("'times'");
  });

  it("looks at references where they are written only", () => {
    const stored = policy({ users: { includeGroups: [gone] } });
    expect(checkConditionalAccessBody({ state: "disabled" }, exists, stored)).toBeUndefined();
    expect(checkConditionalAccessBody({ conditions: stored.conditions ?? null }, exists, stored)?.code).toBe("1013");
  });
});

describe("policies in the service", () => {
  const at = "/identity/conditionalAccess/policies";
  let demo: ServiceForTests;

  beforeEach(() => {
    demo = createServiceForTests();
  });

  const real = (more: JsonObject = {}) =>
    policy({ users: { includeUsers: ["All"], excludeUsers: [demo.administrator.id ?? ""] } }, more);

  it("are made, changed with 204, emptied (fault C1), deleted, and restored with their id", async () => {
    const made = await demo.ask("POST", at, real());
    expect([made.error, made.status]).toEqual(["", 201]);
    expect(made.body).toMatchObject({
      modifiedDateTime: null,
      conditions: { users: { excludeGroups: [] }, platforms: null },
    });
    const users = { includeUsers: ["All"], excludeUsers: [] };
    const conditions = { users, applications: { includeApplications: ["All"] }, clientAppTypes: ["all"] };
    expect((await demo.ask("PATCH", `${at}/${made.body.id}`, { conditions })).status).toBe(204);
    const read = await demo.ask("GET", `${at}/${made.body.id}`);
    expect(read.body).toMatchObject({
      conditions: { users: { excludeUsers: [] } },
      modifiedDateTime: expect.any(String),
    });
    expect((await demo.ask("DELETE", `${at}/${made.body.id}`)).status).toBe(204);
    const bin = "/identity/conditionalAccess/deletedItems/policies";
    const deleted = (await demo.ask("GET", bin)).value.find(({ id }) => id === made.body.id);
    expect(deleted?.deletedDateTime).toEqual(expect.any(String));
    expect((await demo.ask("GET", `/directory/deletedItems/${made.body.id}`)).status).toBe(404);
    expect((await demo.ask("POST", `${bin}/${made.body.id}/restore`)).status).toBe(200);
    expect((await demo.ask("GET", `${at}/${made.body.id}`)).body.deletedDateTime).toBeNull();
  });

  it("show a strength expanded and take its id only", async () => {
    const strength = "00000000-0000-0000-0000-000000000004";
    const grant = (authenticationStrength: JsonObject) =>
      real({ grantControls: { operator: "OR", builtInControls: [], authenticationStrength } });
    const made = await demo.ask("POST", at, grant({ id: strength }));
    expect(made.body).toMatchObject({
      grantControls: { authenticationStrength: { id: strength, displayName: "Phishing-resistant MFA" } },
    });
    expect((await demo.ask("POST", at, grant({ id: strength, displayName: "x" }))).error).toContain("Only the id");
  });

  it("need three permissions for a write (fault C41)", async () => {
    const three = ["Policy.Read.All", "Policy.ReadWrite.ConditionalAccess", "Application.Read.All"];
    const post = (permissions: readonly string[]) => demo.ask("POST", at, real(), { permissions });
    for (const missing of three) {
      const refused = await post(three.filter((permission) => permission !== missing));
      expect([refused.status, refused.error]).toEqual([
        403,
        "Authorization_RequestDenied: Insufficient privileges to complete the operation.",
      ]);
    }
    expect((await post(three)).status).toBe(201);
  });

  it("are listed at once; with $top there is one page and no next link (fault A1)", async () => {
    const whole = await demo.ask("GET", at);
    expect(whole.value).toHaveLength(demo.state.objects.conditionalAccessPolicy.size);
    const some = await demo.ask("GET", `${at}?$top=3`);
    expect([some.value.length, some.body["@odata.nextLink"]]).toEqual([3, undefined]);
    expect((await demo.ask("GET", "/policies/authenticationStrengthPolicies?$top=3")).status).toBe(400);
    expect((await demo.ask("GET", "/policies/authenticationStrengthPolicies")).value).toHaveLength(4);
  });

  it.each(["id", "createdDateTime", "modifiedDateTime"])("never take %s", async (name) => {
    const [id] = demo.state.objects.conditionalAccessPolicy.keys();
    expect((await demo.ask("PATCH", `${at}/${id}`, { [name]: "x" })).error).toContain(`'${name}' is read-only`);
  });
});

describe("named locations in the service", () => {
  const at = "/identity/conditionalAccess/namedLocations";
  const ip = "#microsoft.graph.ipNamedLocation";
  const range = { "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "192.0.2.0/24" };
  const office = { "@odata.type": ip, displayName: "Office", isTrusted: true, ipRanges: [range] };
  let demo: ServiceForTests;

  beforeEach(() => {
    demo = createServiceForTests();
  });

  it.each<[string, JsonObject]>([
    ["without its type", { displayName: "Office", ipRanges: [range] }],
    ["with ranges without types", { ...office, ipRanges: [{ cidrAddress: "192.0.2.0/24" }] }],
    ["without a name", { ...office, displayName: null }],
    ["without ranges", { ...office, ipRanges: [] }],
    [
      "trusting countries (C14)",
      {
        "@odata.type": "#microsoft.graph.countryNamedLocation",
        displayName: "x",
        countriesAndRegions: ["NO"],
        isTrusted: true,
      },
    ],
    [
      "with no look-up method (C14)",
      {
        "@odata.type": "#microsoft.graph.countryNamedLocation",
        displayName: "x",
        countriesAndRegions: ["NO"],
        countryLookupMethod: "",
      },
    ],
    ["made by Microsoft only", { "@odata.type": "#microsoft.graph.compliantNetworkNamedLocation", displayName: "x" }],
  ])("are not made %s", async (_name, body) => {
    expect((await demo.ask("POST", at, body)).status).toBe(400);
  });

  it("are deleted only once they are seen to be untrusted and unused (fault C17)", async () => {
    const { body: made } = await demo.ask("POST", at, office);
    const place = `${at}/${made.id}`;
    expect((await demo.ask("DELETE", place)).error).toContain("trusted");
    expect((await demo.ask("PATCH", place, { isTrusted: false })).error).toContain("@odata.type");
    expect((await demo.ask("PATCH", place, { "@odata.type": ip, isTrusted: false })).status).toBe(204);
    const rule = policy({ users: { includeUsers: ["All"] }, locations: { includeLocations: [made.id ?? ""] } });
    const used = await demo.ask("POST", "/identity/conditionalAccess/policies", rule);
    expect((await demo.ask("DELETE", place)).error).toContain("in use by 1 policies");
    await demo.ask("DELETE", `/identity/conditionalAccess/policies/${used.body.id}`);
    expect((await demo.ask("DELETE", place)).status).toBe(204);
    const bin = "/identity/conditionalAccess/deletedItems/namedLocations";
    expect((await demo.ask("POST", `${bin}/${made.id}/restore`)).body).toMatchObject({
      id: made.id,
      displayName: "Office",
    });
  });

  it("that were just made do not exist for policies yet, while reads are behind (fault C13)", async () => {
    demo.faults.lagMs = 20_000;
    const { body: made } = await demo.ask("POST", at, office);
    const rule = policy({ users: { includeUsers: ["All"] }, locations: { includeLocations: [made.id ?? ""] } });
    const post = () => demo.ask("POST", "/identity/conditionalAccess/policies", rule);
    expect((await post()).error).toContain("1040");
    demo.state.clockMs += 20_000;
    expect((await post()).status).toBe(201);
  });
});

describe("the tenant's policies", () => {
  const methods = "/policies/authenticationMethodsPolicy";
  let demo: ServiceForTests;

  beforeEach(() => {
    demo = createServiceForTests();
  });

  it("methods are written one by one, with their type", async () => {
    const sms = `${methods}/authenticationMethodConfigurations/Sms`;
    const type = "#microsoft.graph.smsAuthenticationMethodConfiguration";
    expect((await demo.ask("PATCH", sms, { state: "enabled" })).status).toBe(400);
    expect((await demo.ask("PATCH", sms, { "@odata.type": type, state: "enabled" })).status).toBe(204);
    expect((await demo.ask("GET", sms)).body).toMatchObject({ "@odata.type": type, id: "Sms", state: "enabled" });
    expect((await demo.ask("GET", `${methods}/authenticationMethodConfigurations/Pigeon`)).status).toBe(404);
    const whole = await demo.ask("PATCH", methods, { policyMigrationState: "migrationComplete" });
    expect([whole.status, whole.body]).toMatchObject([200, { policyMigrationState: "migrationComplete" }]);
    expect((await demo.ask("PATCH", methods, { displayName: "x" })).error).toContain("read-only");
  });

  it("the authorization policy answers 204 and knows three guest roles", async () => {
    const at = "/policies/authorizationPolicy";
    expect((await demo.ask("PATCH", at, { allowInvitesFrom: "none" })).status).toBe(204);
    expect((await demo.ask("GET", at)).body.allowInvitesFrom).toBe("none");
    expect((await demo.ask("PATCH", at, { guestUserRoleId: demo.administrator.id ?? "" })).status).toBe(400);
    const some = everything.filter((permission) => permission !== "Policy.ReadWrite.Authorization");
    expect((await demo.ask("PATCH", at, { allowInvitesFrom: "everyone" }, { permissions: some })).status).toBe(403);
  });
});
