import type { DirectoryObject, LinkTarget, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { catalogue, definitionOf } from "../../catalogue/catalogue.ts";
import type { BatchResponse, Graph, WriteResponse } from "../../graph/graph.ts";
import { graphErrorOf, refusalOf } from "../../graph/graph-refusal.ts";
import { testId } from "../../plan/testing/two-states.ts";

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: JsonObject | undefined;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: JsonValue | undefined;
}

interface Kept {
  type: ObjectType;
  id: string;
  properties: Record<string, JsonValue>;
  links: Record<string, LinkTarget[]>;
  deleted: boolean;
}

/**
 * Called before each request. An answer replaces the tenant's own, an error is thrown in its place; "lost" carries the
 * request out and loses the answer, "killed" does so and the process is gone.
 */
export type Interference = (request: FakeRequest) => FakeAnswer | "lost" | "killed" | Error | undefined;

export const fakeHost = "https://graph.contoso.example";

/** A small tenant in memory that answers what apply and verify ask, and remembers it. */
export class FakeGraph implements Graph {
  readonly statistics = {
    requests: 0,
    retries: 0,
    retriesBy: { throttled: 0, serverError: 0, unreadable: 0, noAnswer: 0 },
    waitedMs: 0,
  };
  readonly seen: FakeRequest[] = [];
  /** Writes that changed something. */
  readonly carriedOut: FakeRequest[] = [];
  interfere: Interference = () => undefined;
  /** As v1.0's list of a group's members can. */
  leavesOutApplications = false;
  #kept = new Map<string, Kept>();
  #made = 0;

  constructor(objects: readonly DirectoryObject[]) {
    for (const object of structuredClone(objects) as DirectoryObject[]) {
      const { deletedDateTime, ...properties } = object.properties;
      const links = Object.fromEntries(Object.entries(object.links).map(([name, targets]) => [name, [...targets]]));
      const kept = {
        type: object.type,
        id: object.id,
        properties,
        links,
        deleted: typeof deletedDateTime === "string",
      };
      this.#kept.set(object.id, kept);
    }
  }

  /** A recovery has nothing to ask. */
  ask(path: string): never {
    throw new Error(`${path} was asked`);
  }

  /** What is there now, the recycle bin included, by id. */
  objects(): readonly DirectoryObject[] {
    return [...this.#kept.values()]
      .map(({ deleted, ...object }) =>
        structuredClone({
          ...object,
          properties: { ...object.properties, ...(deleted ? { deletedDateTime: "2026-11-01T10:00:00Z" } : {}) },
        }),
      )
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Somebody else writes. */
  set(id: string, properties: JsonObject): void {
    Object.assign(this.#kept.get(id)?.properties ?? {}, structuredClone(properties));
  }

  get writes(): readonly FakeRequest[] {
    return this.seen.filter(({ method }) => method !== "GET");
  }

  async get(path: string) {
    const answer = this.#answer({ method: "GET", path });
    if (answer.status === 404) return undefined;
    if (answer.status >= 300) throw refusalOf({ ...answer, headers: {}, body: answer.body }, path);
    return isJsonObject(answer.body) ? answer.body : {};
  }

  async count() {
    return undefined;
  }

  async *pages(path: string) {
    const body = await this.get(path);
    const { value } = body ?? {};
    yield { items: Array.isArray(value) ? value.filter((item: JsonValue) => isJsonObject(item)) : [] };
  }

  async batch(requests: Parameters<Graph["batch"]>[0]): Promise<readonly BatchResponse[]> {
    return requests.map(({ id, method, url, body }) => {
      const answer = this.#answer({ method, path: url, body });
      return { id, status: answer.status, headers: {}, body: answer.body };
    });
  }

  async write(method: string, path: string, body?: JsonObject): Promise<WriteResponse> {
    const answer = this.#answer({ method, path, body });
    const { code, message } = graphErrorOf(answer.body);
    return {
      status: answer.status,
      body: answer.body,
      ...(code === undefined ? {} : { errorCode: code }),
      ...(message === undefined ? {} : { errorMessage: message }),
    };
  }

  #answer(request: FakeRequest): { readonly status: number; readonly body: JsonValue | undefined } {
    const path = decodeURIComponent(request.path);
    const asked = structuredClone({ ...request, path });
    this.seen.push(asked);
    this.statistics.requests += 1;
    const interference = this.interfere(asked);
    if (interference instanceof Error) throw interference;
    if (typeof interference === "object") return { body: undefined, ...interference };
    const [address = "", query = ""] = path.split("?", 2);
    const answer = request.method === "GET" ? this.#read(address, query) : this.#write(asked, address);
    if (request.method !== "GET" && answer.status < 300) this.carriedOut.push(asked);
    if (interference === "killed") throw new Error("killed");
    return interference === "lost" ? { status: 503, body: undefined } : { body: undefined, ...answer };
  }

  #read(address: string, query: string): FakeAnswer {
    const bin = /\/deletedItems\/(?:[a-zA-Z]+\/)?([^/]+)$/.exec(address)?.[1];
    if (bin !== undefined) return found(this.#kept.get(bin), true);
    if (address === "/oauth2PermissionGrants") return this.#grants(query);
    const place = this.#place(address);
    if (place === undefined) return missing;
    const { definition, rest } = place;
    if (rest.length === 0 && definition.list.singleton !== true) return this.#list(definition.type, query);
    const kept = this.#active(definition.type, rest[0] ?? this.#singletonId(definition.type), query);
    if (kept === undefined || rest.length < 2) return found(kept, false);
    const [, link = ""] = rest;
    const held = { memberOf: "members", ownedObjects: "owners" }[link];
    return held === undefined ? linkOf(this.#listed(kept, link), link) : this.#holders(kept.id, held);
  }

  #listed(kept: Kept, link: string): Kept {
    if (!this.leavesOutApplications) return kept;
    const isListed = (target: LinkTarget) => this.#kept.get(String(target))?.type !== "servicePrincipal";
    return { ...kept, links: { ...kept.links, [link]: (kept.links[link] ?? []).filter(isListed) } };
  }

  #holders(id: string, link: string): FakeAnswer {
    const holders = [...this.#kept.values()].filter(({ links, deleted }) => !deleted && links[link]?.includes(id));
    return { status: 200, body: { value: holders.map((holder) => ({ id: holder.id })) } };
  }

  #grants(query: string): FakeAnswer {
    const client = /clientId eq '([^']*)'/.exec(query)?.[1] ?? "";
    return { status: 200, body: { value: [...(this.#kept.get(client)?.links.oauth2PermissionGrants ?? [])] } };
  }

  #list(type: ObjectType, query: string): FakeAnswer {
    const [, name = "", value] = /(\w+) eq '(.*)'(?:&|$)/.exec(query) ?? [];
    const wanted = value?.replaceAll("''", "'");
    const items = [...this.#kept.values()].filter(
      (one) => one.type === type && !one.deleted && (wanted === undefined || one.properties[name] === wanted),
    );
    return { status: 200, body: { value: items.map(({ id, properties }) => ({ id, ...properties })) } };
  }

  #active(type: ObjectType, id: string, _query: string): Kept | undefined {
    const named = [...this.#kept.values()].find((one) => one.type === type && one.properties.userPrincipalName === id);
    const kept = this.#kept.get(id) ?? named;
    return kept === undefined || kept.deleted || kept.type !== type ? undefined : kept;
  }

  #singletonId(type: ObjectType): string {
    return [...this.#kept.values()].find((one) => one.type === type)?.id ?? "";
  }

  #place(address: string) {
    const definition = Object.values(catalogue).find(
      ({ list }) => address === list.path || address.startsWith(`${list.path}/`),
    );
    if (definition === undefined) return undefined;
    const rest = address.slice(definition.list.path.length).split("/").filter(Boolean);
    return { definition, rest };
  }

  #write({ method, body = {} }: FakeRequest, address: string): FakeAnswer {
    const restored = /\/deletedItems\/(?:[a-zA-Z]+\/)?([^/]+)\/restore$/.exec(address)?.[1];
    if (restored !== undefined) return this.#restore(restored);
    if (address.startsWith("/oauth2PermissionGrants")) return this.#writeGrant(method, address.split("/")[2], body);
    const place = this.#place(address);
    if (place === undefined) return missing;
    const { definition, rest } = place;
    if (method === "POST" && rest.length === 0) return this.#create(definition.type, body);
    const kept = this.#active(definition.type, rest[0] ?? this.#singletonId(definition.type), "");
    if (kept === undefined) return missing;
    if (rest[1] === "assignLicense") return licence(kept, body);
    if (rest.length >= 2) return this.#writeLink(method, kept, rest, body);
    return method === "DELETE" ? this.#delete(kept) : this.#patch(kept, body);
  }

  #restore(id: string): FakeAnswer {
    const kept = this.#kept.get(id);
    if (kept === undefined || !kept.deleted) return missing;
    kept.deleted = false;
    return { status: 200, body: { id } };
  }

  #create(type: ObjectType, body: JsonObject): FakeAnswer {
    this.#made += 1;
    const id = testId("new", this.#made);
    const appId = type === "application" ? { appId: testId("newapp", this.#made) } : {};
    const { passwordProfile: _, ...properties } = body;
    const links = Object.fromEntries(Object.keys(definitionOf(type).links).map((name) => [name, []]));
    this.#kept.set(id, { type, id, properties: { ...properties, ...appId }, links, deleted: false });
    return { status: 201, body: { id, ...appId } };
  }

  #delete(kept: Kept): FakeAnswer {
    kept.deleted = true;
    return { status: 204 };
  }

  #patch(kept: Kept, body: JsonObject): FakeAnswer {
    for (const [name, value] of Object.entries(body)) {
      const [link, bind] = name.split("@odata.");
      if (bind !== "bind" || link === undefined) {
        kept.properties[name] = merged(kept.properties[name], value);
        continue;
      }
      const ids = (value as readonly string[]).map(lastOf);
      if (ids.some((id) => this.#kept.get(id) === undefined)) return missing;
      if (ids.some((id) => kept.links[link]?.includes(id))) return duplicate;
      kept.links[link] = [...(kept.links[link] ?? []), ...ids].sort();
    }
    return { status: 204 };
  }

  #writeLink(method: string, kept: Kept, [, link = "", target = ""]: readonly string[], body: JsonObject): FakeAnswer {
    const targets = kept.links[link] ?? [];
    const linked = body["@odata.id"];
    if (typeof linked === "string") {
      const id = lastOf(linked);
      if (this.#kept.get(id) === undefined || this.#kept.get(id)?.deleted) return missing;
      if (method === "POST" && targets.includes(id)) return duplicate;
      kept.links[link] = method === "PUT" ? [id] : ([...targets, id].sort() as LinkTarget[]);
      return { status: 204 };
    }
    if (method === "POST") return this.#addRecord(kept, link, body);
    const isMeant = (one: LinkTarget) =>
      typeof one === "string" ? one === target || target === "$ref" : one.id === target;
    if (!targets.some(isMeant)) return missing;
    kept.links[link] = targets.filter((one) => !isMeant(one));
    return { status: 204 };
  }

  #addRecord(kept: Kept, link: string, body: JsonObject): FakeAnswer {
    this.#made += 1;
    const record = { id: `record-${this.#made}`, ...body };
    kept.links[link] = [...(kept.links[link] ?? []), record];
    return { status: 201, body: record };
  }

  #writeGrant(method: string, id: string | undefined, body: JsonObject): FakeAnswer {
    const clients = [...this.#kept.values()].filter(({ type }) => type === "servicePrincipal");
    if (method === "POST") {
      const kept = this.#kept.get(String(body.clientId));
      const isTaken = kept?.links.oauth2PermissionGrants?.some((row) => keyOfGrant(row) === keyOfGrant(body));
      if (kept === undefined) return missing;
      return isTaken
        ? { status: 409, body: { error: { code: "Request_MultipleObjectsWithSameKeyValue" } } }
        : this.#addRecord(kept, "oauth2PermissionGrants", body);
    }
    for (const { links } of clients) {
      const rows = links.oauth2PermissionGrants ?? [];
      const index = rows.findIndex((row) => isJsonObject(row) && row.id === id);
      if (index < 0) continue;
      links.oauth2PermissionGrants =
        method === "DELETE" ? rows.toSpliced(index, 1) : rows.with(index, { ...(rows[index] as JsonObject), ...body });
      return { status: 204 };
    }
    return missing;
  }
}

const missing: FakeAnswer = {
  status: 404,
  body: { error: { code: "Request_ResourceNotFound", message: "not found" } },
};
const duplicate: FakeAnswer = {
  status: 400,
  body: { error: { code: "Request_BadRequest", message: "One or more added object references already exist." } },
};

function found(kept: Kept | undefined, deleted: boolean): FakeAnswer {
  if (kept === undefined || kept.deleted !== deleted) return missing;
  return { status: 200, body: { id: kept.id, ...kept.properties } };
}

function linkOf(kept: Kept, link: string): FakeAnswer {
  const targets = (kept.links[link] ?? []).map((target) => (typeof target === "string" ? { id: target } : target));
  if (definitionOf(kept.type).links[link]?.single !== true) return { status: 200, body: { value: targets } };
  return targets[0] === undefined ? missing : { status: 200, body: targets[0] };
}

/** Complex values keep what the body leaves out; collections are replaced. */
function merged(now: JsonValue | undefined, value: JsonValue): JsonValue {
  if (!isJsonObject(now) || !isJsonObject(value)) return value;
  const names = [...new Set([...Object.keys(now), ...Object.keys(value)])];
  return Object.fromEntries(
    names.map((name) => [name, name in value ? merged(now[name], value[name] ?? null) : (now[name] ?? null)]),
  );
}

function licence(kept: Kept, { addLicenses = [], removeLicenses = [] }: JsonObject): FakeAnswer {
  const now = (kept.properties.assignedLicenses ?? []) as readonly JsonObject[];
  const gone = [...(removeLicenses as string[]), ...(addLicenses as JsonObject[]).map(({ skuId }) => skuId)];
  kept.properties.assignedLicenses = [
    ...now.filter(({ skuId }) => !gone.includes(skuId ?? "")),
    ...(addLicenses as JsonObject[]),
  ];
  return { status: 200, body: {} };
}

function lastOf(link: string): string {
  return link.split("/").at(-1) ?? "";
}

function keyOfGrant(row: LinkTarget): string {
  return typeof row === "string" ? row : [row.consentType, row.principalId ?? null, row.resourceId].join(" ");
}
