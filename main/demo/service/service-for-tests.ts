import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import type { DemoFaults } from "../demo-tenant.ts";
import { generateTenant } from "../generate-tenant.ts";
import { cast } from "../tenant-cast.ts";
import { createDemoService } from "./create-demo-service.ts";
import { createSignedTokens } from "./sign-in/signed-tokens.ts";

export const demoGraph = "https://graph.demo.example";
export const demoAuthority = "https://login.demo.example";
export const demoClientId = "11111111-2222-4333-8444-555555555555";

/** Everything that the recovery of all types needs. */
export const everything = [
  ...["User.ReadWrite.All", "User.ManageIdentities.All", "Group.ReadWrite.All", "Directory.Read.All"],
  ...["Application.Read.All", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"],
  ...["DelegatedPermissionGrant.ReadWrite.All", "Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"],
  ...["Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.Authorization", "AuditLog.Read.All"],
  "LicenseAssignment.ReadWrite.All",
];

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** {} where there is none. */
  readonly body: JsonObject;
  readonly value: readonly JsonObject[];
  /** `error.code: error.message`, empty for good answers. */
  readonly error: string;
}

export interface AskOptions {
  readonly permissions?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly application?: boolean;
}

/** For tests: a small tenant with its service, and a way to ask Graph with whatever permissions. */
export function createServiceForTests(users = 60) {
  const state = generateTenant({ users, seedNumber: 11, now: "2026-11-02T08:00:00Z" });
  const faults: DemoFaults = { lagMs: 0, intercept: undefined, throttle: false };
  const service = createDemoService(state, faults);
  const tokens = createSignedTokens(state.tenantId);
  const administrator = find(state, "user", ({ userPrincipalName }) =>
    String(userPrincipalName).startsWith(cast.recoveryAdmin.local),
  );

  function tokenWith({ permissions = everything, application = false }: AskOptions): string {
    const seconds = Math.floor(state.clockMs / 1000);
    const who = application
      ? {
          idtyp: "app",
          oid: "0f0f0f0f-0000-4000-8000-000000000001",
          appid: demoClientId,
          app_displayname: "Nightly",
          roles: permissions,
        }
      : {
          idtyp: "user",
          oid: administrator.id ?? "",
          upn: administrator.userPrincipalName ?? "",
          ipaddr: "198.51.100.20",
          scp: permissions.join(" "),
        };
    return tokens.write({ aud: demoGraph, exp: seconds + 3600, ...who });
  }

  async function ask(method: string, path: string, body?: JsonValue, options: AskOptions = {}): Promise<Reply> {
    const url = path.startsWith("https:") ? path : `${demoGraph}/v1.0${path}`;
    const headers = { Authorization: `Bearer ${tokenWith(options)}`, ...options.headers };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return replyOf(await service.transport({ method, url, headers, ...sent }));
  }

  /** All pages. */
  async function all(
    path: string,
    options: AskOptions = {},
  ): Promise<{ items: JsonObject[]; pages: number; deltaLink: string }> {
    const items: JsonObject[] = [];
    let [pages, deltaLink] = [0, ""];
    for (let link: JsonValue | undefined = path; typeof link === "string"; ) {
      const reply: Reply = await ask("GET", link, undefined, options);
      if (reply.status !== 200) throw new Error(`${link}: ${reply.status} ${reply.error}`);
      items.push(...reply.value);
      pages += 1;
      if (typeof reply.body["@odata.deltaLink"] === "string") deltaLink = reply.body["@odata.deltaLink"];
      link = reply.body["@odata.nextLink"];
    }
    return { items, pages, deltaLink };
  }

  return {
    state,
    faults,
    service,
    administrator,
    ask,
    all,
    find: (type: keyof DemoState["objects"], isMeant: (object: MutableJsonObject) => boolean) =>
      find(state, type, isMeant),
    link: (id: JsonValue | undefined) => `${demoGraph}/v1.0/directoryObjects/${String(id)}`,
  };
}

/** A cloud security group that anybody with the permission may change. */
export function isPlainGroup({
  groupTypes,
  onPremisesSyncEnabled,
  mailEnabled,
  isAssignableToRole,
}: MutableJsonObject): boolean {
  const isStatic = Array.isArray(groupTypes) && groupTypes.length === 0;
  return isStatic && mailEnabled === false && onPremisesSyncEnabled !== true && isAssignableToRole !== true;
}

export type ServiceForTests = ReturnType<typeof createServiceForTests>;

function find(state: DemoState, type: keyof DemoState["objects"], isMeant: (object: MutableJsonObject) => boolean) {
  for (const object of state.objects[type].values()) if (isMeant(object)) return object;
  throw new Error(`no such ${type} in the generated tenant`);
}

function replyOf({
  status,
  headers,
  body: text,
}: {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}): Reply {
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  const parsed = isJson ? (JSON.parse(text) as JsonObject) : { text };
  const value = objectsIn(parsed.value);
  const error = isJsonObject(parsed.error) ? `${parsed.error.code}: ${parsed.error.message}` : "";
  return { status, headers, body: parsed, value, error };
}
