import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createServiceForTests } from "../service-for-tests.ts";
import { routes } from "./routes.ts";

const file = join(import.meta.dirname, "../../../../../shared/graph-openapi/endpoints.json");
if (!existsSync(file)) process.stdout.write("left out: the published description of Graph is not on this machine\n");

interface Scheme {
  readonly least: readonly string[];
  readonly other: readonly string[];
}

interface Endpoint {
  readonly path: string;
  readonly methods: Readonly<
    Record<string, Readonly<Record<string, Scheme | readonly { also: string; permission: string }[]>>>
  >;
}

/** The published permissions of an address: "users/{id}/manager/$ref" is published as "/users/{id}/manager". */
function published(): ReadonlyMap<string, ReadonlySet<string>> {
  const { endpoints } = JSON.parse(readFileSync(file, "utf8")) as { endpoints: readonly Endpoint[] };
  const all = new Map<string, Set<string>>();
  for (const { path, methods } of endpoints) {
    for (const [method, schemes] of Object.entries(methods)) {
      const names = Object.values(schemes).flatMap((scheme) =>
        "least" in scheme
          ? [...scheme.least, ...scheme.other]
          : scheme.flatMap(({ also, permission }) => [permission, ...also.split(",")]),
      );
      const key = `${method} ${plain(path)}`;
      all.set(key, new Set([...(all.get(key) ?? []), ...names]));
    }
  }
  return all;
}

function plain(path: string): string {
  return path
    .toLowerCase()
    .replace(/^\//, "")
    .replace(/\{[^}]*\}/g, "{}")
    .replace(/\/\$ref$/, "");
}

const directory = ["Directory.Read.All", "Directory.ReadWrite.All"];

/** Works although the published table does not say so. */
const tolerated: Readonly<Record<string, readonly string[]>> = {
  // Newer than the table.
  "GET identity/conditionalAccess": ["Policy.Read.ConditionalAccess"],
  // Adding members by members@odata.bind, on the page about members.
  "PATCH groups/{id}": ["GroupMember.ReadWrite.All"],
  // The table has only what other products ask for; the page about it has these.
  "GET organization/{id}": ["Organization.Read.All", "Organization.ReadWrite.All", "User.Read", ...directory],
  // Custom security attributes, on the page about updating a user; the leave date, on a page of its own.
  "PATCH users/{id}": ["CustomSecAttributeAssignment.ReadWrite.All", "User-LifeCycleInfo.ReadWrite.All"],
  // Published for the list of them.
  "GET applications/{id}/federatedIdentityCredentials/{credential}": ["Application.Read.All"],
};

/** More than what is published: reading and writing where reading would do. */
function isMore(name: string, names: ReadonlySet<string>): boolean {
  return names.has(name.replace("ReadWrite", "Read"));
}

function isTolerated(route: string, name: string): boolean {
  return Object.entries(tolerated).some(([start, all]) => route.startsWith(start) && all.includes(name));
}

describe("permissions of the routes", () => {
  it.skipIf(!existsSync(file))("are among the published ones (left out where ../shared is missing)", () => {
    const known = published();
    const checked = routes.flatMap(({ method, path, needs }) => {
      const names = known.get(`${method} ${plain(path)}`);
      return names === undefined
        ? []
        : [
            {
              route: `${method} ${path}`,
              strange: needs
                .flat()
                .filter((name) => !names.has(name) && !isMore(name, names) && !isTolerated(`${method} ${path}`, name)),
            },
          ];
    });
    expect(checked.length).toBeGreaterThan(50);
    expect(checked.filter(({ strange }) => strange.length > 0)).toEqual([]);
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    ["GET", "/users", ["Group.Read.All"], ["User.Read.All"]],
    ["GET", "/users", ["User.Read"], ["Directory.Read.All"]],
    ["GET", "/groups", ["User.Read.All"], ["Group.Read.All"]],
    ["GET", "/applications", ["Directory.AccessAsUser.All"], ["Application.Read.All"]],
    ["GET", "/oauth2PermissionGrants", ["Application.Read.All"], ["Directory.Read.All"]],
    ["GET", "/identity/conditionalAccess/policies", ["Policy.ReadWrite.ConditionalAccess"], ["Policy.Read.All"]],
    ["GET", "/policies/authorizationPolicy", ["Policy.Read.ConditionalAccess"], ["Policy.Read.All"]],
    ["GET", "/users/delta", ["Group.Read.All"], ["User.Read.All"]],
    ["GET", "/organization", ["Group.Read.All"], ["Organization.Read.All"]],
    ["GET", "/subscribedSkus", ["Group.Read.All"], ["LicenseAssignment.Read.All"]],
    ["GET", "/subscribedSkus", ["RoleManagement.Read.Directory"], ["Organization.Read.All"]],
    ["GET", "/roleManagement/directory/roleDefinitions", ["User.Read.All"], ["RoleManagement.Read.Directory"]],
    ["GET", "/roleManagement/directory/roleAssignments", ["Group.Read.All"], ["RoleManagement.Read.Directory"]],
    [
      "GET",
      "/roleManagement/directory/roleEligibilityScheduleInstances",
      ["Directory.Read.All"],
      ["RoleManagement.Read.Directory"],
    ],
    ["GET", "/policies/authenticationStrengthPolicies", ["User.Read.All"], ["Policy.Read.All"]],
    [
      "GET",
      "/users?$select=id,customSecurityAttributes",
      ["User.Read.All"],
      ["User.Read.All", "CustomSecAttributeAssignment.Read.All"],
    ],
  ])("%s %s: %o is not enough, %o is", async (method, path, without, having) => {
    const demo = createServiceForTests();
    const refused = await demo.ask(method, path, undefined, { permissions: without });
    expect([refused.status, refused.error]).toEqual([
      403,
      "Authorization_RequestDenied: Insufficient privileges to complete the operation.",
    ]);
    expect((await demo.ask(method, path, undefined, { permissions: having })).status).toBe(200);
  });

  it("reading is never enough to write", async () => {
    const demo = createServiceForTests();
    const permissions = [
      "User.Read.All",
      "Group.Read.All",
      "Application.Read.All",
      "Directory.Read.All",
      "Policy.Read.All",
      "AuditLog.Read.All",
    ];
    const [id] = demo.state.objects.user.keys();
    for (const { method, path } of routes) {
      if (method === "GET" || path.endsWith("getByIds") || path.endsWith("getAvailableExtensionProperties")) continue;
      const address = `/${path.replace(/\{\w+\}/g, String(id))}`;
      const { status } = await demo.ask(method, address, {}, { permissions });
      expect([403, 404], `${method} ${path}`).toContain(status);
    }
    expect(demo.state.sequence).toBe(0);
  });
});
