import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import { attempt, judgeAnswers, judgeRequests } from "./judge-exchange.ts";
import { hasPublishedModel } from "./published-model.ts";

const id = "5f1a9c9e-0000-4000-8000-000000000001";
const graph = "https://graph.contoso.example/v1.0";
const policies = "/identity/conditionalAccess/policies";

function tokenWith(permissions: string, application = false): string {
  const claims = application ? { idtyp: "app", roles: permissions.split(" ") } : { idtyp: "user", scp: permissions };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
}

interface Sent {
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly answer?: JsonValue;
}

function exchange(line: string, { body, headers = {}, status = 200, answer }: Sent) {
  const [method = "", address = ""] = line.split(" ", 2);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answered = answer === undefined ? "" : JSON.stringify(answer);
  return {
    request: { method, url: `${graph}${address}`, headers, ...sent },
    answer: { status, headers: {}, body: answered },
  };
}

const requestFaults = (line: string, sent: Sent = {}) => judgeRequests(exchange(line, sent)).faults.join("\n");
const answerFaults = (line: string, sent: Sent) => judgeAnswers(exchange(line, sent)).faults.join("\n");

describe.skipIf(!hasPublishedModel)("a request that Graph's description does not allow", () => {
  it.each<[string, Sent, RegExp]>([
    ["GET /user", {}, /there is no user/],
    ["GET /users/x/boss", {}, /has no boss/],
    ["DELETE /users", {}, /documented for/],
    ["GET /users?$select=nickname", {}, /no nickname/],
    ["GET /users?$top=5&$top=6", {}, /twice/],
    ["GET /users?$apply=x", {}, /does not take \$apply/],
    ["GET /groups?$expand=people", {}, /no link people/],
    ["GET /users?$filter=nickname eq 'x'", {}, /no nickname/],
    ["GET /groups/$count", {}, /ConsistencyLevel/],
    [`PATCH /users/${id}`, { body: { displayNam: "x" } }, /no displayNam/],
    [`PATCH /users/${id}`, { body: { accountEnabled: "yes" } }, /boolean/],
    [`PATCH /users/${id}`, { body: { proxyAddresses: [] } }, /read-only/],
    [`PATCH ${policies}/${id}`, { body: { state: "on" } }, /allowed values/],
    [`PATCH ${policies}/${id}`, { body: { conditions: { users: { includeUser: [] } } } }, /includeUser/],
    [`PATCH ${policies}/${id}`, { body: { modifiedDateTime: null } }, /read-only/],
    [`POST /groups/${id}/members/$ref`, { body: { id } }, /reference/],
    [`POST /groups/${id}/members/$ref`, { body: { "@odata.id": `${graph}/people/${id}` } }, /no people/],
    [`PATCH /groups/${id}`, { body: { "people@odata.bind": [`${graph}/users/${id}`] } }, /no link people/],
    [`POST /users/${id}/assignLicense`, { body: { addLicences: [] } }, /takes no addLicences/],
    [`POST /users/${id}/assignLicense`, { body: { addLicenses: [{ skuId: 1 }], removeLicenses: [] } }, /skuId/],
    [`DELETE /users/${id}`, { body: {} }, /has a body/],
  ])("%s %j", (line, sent, words) => {
    expect(requestFaults(line, sent)).toMatch(words);
  });

  it("was granted to a token without the permission that is published for it", () => {
    const withToken = (permissions: string, application?: boolean) => ({
      body: { state: "disabled" },
      headers: { Authorization: `Bearer ${tokenWith(permissions, application)}` },
    });
    expect(requestFaults(`PATCH /users/${id}`, { ...withToken("User.Read.All"), body: {} })).toMatch(/token needs/);
    expect(requestFaults(`PATCH /users/${id}`, { ...withToken("User.ReadWrite.All"), body: {} })).toBe("");
    expect(requestFaults(`PATCH /users/${id}`, { ...withToken("User.ReadWrite", true), body: {} })).toMatch(
      /application/,
    );
    const refused = { ...withToken("User.Read.All"), body: {}, status: 403 };
    expect(requestFaults(`PATCH /users/${id}`, refused)).toBe("");
    const { headers } = withToken("AppRoleAssignment.ReadWrite.All");
    const body = { principalId: id, resourceId: id, appRoleId: id };
    expect(requestFaults(`POST /servicePrincipals/${id}/appRoleAssignedTo`, { headers, body })).toMatch(/token needs/);
    expect(requestFaults(`PATCH ${policies}/${id}`, withToken("Policy.ReadWrite.ConditionalAccess"))).toMatch(/needs/);
  });

  it("is found inside a batch, with its own headers, and all in it are counted", () => {
    const requests = [
      { id: "1", method: "GET", url: "/groups/$count" },
      { id: "2", method: "GET", url: "/groups/$count", headers: { ConsistencyLevel: "eventual" } },
    ];
    const { judged, faults } = judgeRequests(exchange("POST /$batch", { body: { requests } }));
    expect(judged).toBe(2);
    expect(faults).toEqual(["GET /groups/$count: counting wants the header ConsistencyLevel: eventual"]);
  });

  it("may be whatever Graph's own next link says", () => {
    for (const address of ["/users?anything=else", "/nowhere"]) {
      expect(requestFaults(`GET ${address}`)).not.toBe("");
      judgeRequests(exchange("GET /users", { answer: { value: [], "@odata.nextLink": `${graph}${address}` } }));
      expect(requestFaults(`GET ${address}`)).toBe("");
    }
  });

  it("is not seen in good ones", () => {
    expect(requestFaults("GET /users?$select=id,displayName&$top=999")).toBe("");
    expect(requestFaults("GET /groups/delta?$select=displayName,members")).toBe("");
    expect(requestFaults(`POST /groups/${id}/members/$ref`, { body: { "@odata.id": `${graph}/users/${id}` } })).toBe(
      "",
    );
  });
});

describe.skipIf(!hasPublishedModel)("an answer that Graph's description does not know", () => {
  it.each<[string, Sent, RegExp]>([
    ["GET /users", { answer: { value: [{ id, nickname: "x" }] } }, /no nickname/],
    ["GET /users", { answer: { value: [{ id, accountEnabled: 1 }] } }, /boolean/],
    ["GET /users", { answer: [] }, /no object/],
    ["GET /users?$select=id", { answer: { value: [{ id, displayName: "x" }] } }, /not selected/],
    ["GET /users", { status: 403, answer: { message: "no" } }, /error/],
    [`GET /users/${id}`, { answer: { id } }, /context/],
    [`GET ${policies}`, { answer: { value: [{ id, state: "on" }] } }, /allowed values/],
    [
      "GET /identity/conditionalAccess/namedLocations",
      { answer: { value: [{ "@odata.type": "#microsoft.graph.group", id }] } },
      /is no namedLocation/,
    ],
    ["GET /groups/$count", { answer: { count: 1 } }, /bare number/],
  ])("%s %j", (line, sent, words) => {
    expect(answerFaults(line, sent)).toMatch(words);
  });

  it("may give null for a list, at any depth, but not for what is no list", () => {
    const types = "#microsoft.graph.smsAuthenticationMethodConfiguration";
    const told = (method: JsonValue) => ({
      answer: { "@odata.context": `${graph}/$metadata#x`, id: "x", authenticationMethodConfigurations: [method] },
    });
    const address = "GET /policies/authenticationMethodsPolicy";
    const method = { "@odata.type": types, id: "Sms", excludeTargets: null, includeTargets: [] };
    expect(answerFaults(address, told(method))).toBe("");
    expect(answerFaults(address, told({ ...method, state: 1 }))).toMatch(/state/);
    expect(answerFaults(`GET ${policies}`, { answer: { value: [{ id, conditions: { clientAppTypes: null } }] } })).toBe(
      "",
    );
    expect(answerFaults(`GET ${policies}`, { answer: { value: [{ id, conditions: null }] } })).toMatch(/conditions/);
  });
});

describe.skipIf(!hasPublishedModel)("a request of a test that tries what Graph may refuse", () => {
  it("is told by its header and not judged", () => {
    expect(judgeRequests(exchange("GET /user", { headers: attempt }))).toEqual({ judged: 0, faults: [] });
  });
});
