import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { faultsOfValue } from "../../graph/testing/judge-values.ts";
import { hasPublishedModel, publishedModel } from "../../graph/testing/published-model.ts";
import { createServiceForTests, type ServiceForTests } from "./service-for-tests.ts";

const shared = join(import.meta.dirname, "../../../../shared");
const recorded = join(shared, "real-data/recorded");
if (!hasPublishedModel) process.stdout.write("left out: the published description of Graph is not on this machine\n");

describe.skipIf(!hasPublishedModel)(
  "answers against the published description (left out where ../shared is missing)",
  () => {
    let demo: ServiceForTests;
    const faultsOf = (type: string, object: JsonObject) => faultsOfValue(type, object, publishedModel());
    const undescribed = /has no (createdDateTime|creationOptions)$/;

    beforeAll(() => {
      demo = createServiceForTests(200);
    });

    it.each([
      ["user", "/users?$top=100"],
      [
        "user",
        "/users?$top=100&$select=id,identities,assignedLicenses,licenseAssignmentStates,onPremisesExtensionAttributes,employeeOrgData,createdDateTime",
      ],
      ["group", "/groups?$top=40"],
      ["application", "/applications"],
      ["servicePrincipal", "/servicePrincipals"],
      ["conditionalAccessPolicy", "/identity/conditionalAccess/policies"],
      ["namedLocation", "/identity/conditionalAccess/namedLocations"],
      ["authenticationStrengthPolicy", "/policies/authenticationStrengthPolicies"],
      ["oAuth2PermissionGrant", "/oauth2PermissionGrants"],
      ["organization", "/organization"],
    ])("%s: %s", async (type, path) => {
      const { value, body } = await demo.ask("GET", path);
      expect(value.length).toBeGreaterThan(0);
      expect(String(body["@odata.context"])).toContain("/v1.0/$metadata#");
      for (const object of value)
        expect(faultsOf(type, object).filter((fault) => !undescribed.test(fault))).toEqual([]);
    });

    it.each(["authenticationMethodsPolicy", "authorizationPolicy"])("%s", async (type) => {
      const { body } = await demo.ask("GET", `/policies/${type}`);
      expect(faultsOf(type, body)).toEqual([]);
    });

    it("what a POST answers has the properties of a recorded answer", async () => {
      const read = (name: string) =>
        JSON.parse(readFileSync(join(recorded, name), "utf8")) as { exchanges: readonly Exchange[] };
      const files = [
        "azure-cli__application-and-service-principal.json",
        "azure-cli__group-with-description.json",
        "azure-cli__user-create-update-membership.json",
      ];
      const posts = files
        .flatMap((name) => read(name).exchanges)
        .filter(({ request, response }) => request.method === "POST" && response.statusCode === 201);
      const made = new Map<string, JsonObject>();
      for (const { request, response } of posts) {
        const name = request.url.split("/").at(-1) ?? "";
        if (!["applications", "groups", "users", "servicePrincipals"].includes(name) || !isJsonObject(response.body))
          continue;
        const own = { userPrincipalName: `recorded@${demo.state.domain}` };
        const appId = made.get("applications")?.appId;
        const body = {
          ...request.body,
          ...(name === "users" ? own : {}),
          ...(name === "servicePrincipals" ? { appId: appId ?? "" } : {}),
        };
        const answer = await demo.ask("POST", `/${name}`, body);
        expect([answer.error, answer.status]).toEqual(["", 201]);
        made.set(name, answer.body);
        const recordedNames = Object.keys(response.body).filter((key) => !unknownToUs.includes(key));
        expect(Object.keys(answer.body), name).toEqual(expect.arrayContaining(recordedNames));
      }
      expect([...made.keys()].sort()).toEqual(["applications", "groups", "servicePrincipals", "users"]);
    });

    it("a refusal has the recorded shape", async () => {
      const text = readFileSync(join(recorded, "azure-cli__error-403-insufficient-privileges.json"), "utf8");
      const [exchange] = (JSON.parse(text) as { exchanges: readonly Exchange[] }).exchanges;
      const ours = await demo.ask("GET", "/applications", undefined, { permissions: ["User.Read.All"] });
      expect(ours.status).toBe(exchange?.response.statusCode);
      const skeleton = (body: unknown) =>
        JSON.stringify(body).replace(/"(date|request-id|client-request-id)":"[^"]*"/g, '"$1"');
      expect(skeleton(ours.body)).toBe(skeleton(exchange?.response.body));
    });
  },
);

interface Exchange {
  readonly request: { readonly method: string; readonly url: string; readonly body: JsonObject };
  readonly response: { readonly statusCode: number; readonly body: JsonValue };
}

/** Left over from older versions of the service. */
const unknownToUs = ["onPremisesProvisioningErrors", "serviceProvisioningErrors"];
