import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { Graph, Page, ReadOptions } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { auditPermission, textIn, whyNoLog } from "./capture-audit.ts";

export interface CaptureSignInsOptions {
  readonly graph: Graph;
  /** What was done: whoever did most of it is asked about. */
  readonly audit: readonly AuditRecord[];
  /** ISO 8601: until when. */
  readonly until: string;
  readonly signal?: AbortSignal;
}

export interface CapturedSignIns {
  readonly records: readonly AuditRecord[];
  /** Why there are none, or not all, in a sentence; absent if all were read. */
  readonly reason?: string;
}

/** The log allows five requests in ten seconds: for more people a capture would wait longer than they are worth. */
const mostActors = 10;
/** The newest ones of each. */
const perActor = 50;
/** Who acts at nine has signed in at eight, or the evening before. */
const earlierMs = 24 * 3_600_000;

/**
 * The sign-ins of those people who changed something, by
 * https://learn.microsoft.com/graph/api/signin-list: where they came from tells a stolen account from its owner. A missing
 * permission, role or licence is a reason and not an error.
 */
export async function captureSignIns({ graph, audit, until, signal }: CaptureSignInsOptions): Promise<CapturedSignIns> {
  const actors = actorsIn(audit);
  const records: AuditRecord[] = [];
  const reading: ReadOptions = { permissions: [auditPermission], ...(signal === undefined ? {} : { signal }) };
  try {
    for (const { id, firstAt } of actors.slice(0, mostActors)) {
      const since = new Date(firstAt - earlierMs).toISOString();
      records.push(...(await signInsOf(graph.pages(addressOf(id, since, until), reading))));
    }
  } catch (error) {
    return { records, reason: `Where they signed in from is not known: ${whyNot(error)}` };
  }
  if (actors.length <= mostActors) return { records };
  const reason = `Sign-ins were read of the ${mostActors} people who changed most, of ${actors.length}.`;
  return { records, reason };
}

/** Rethrows what ends the whole run. A list that was cut off or led elsewhere is this log's own trouble. */
function whyNot(error: unknown): string {
  if (error instanceof GraphRefusal && error.code !== "SIGN_IN_NEEDED")
    return whyNoLog(error, "The log of sign-ins") ?? error.message;
  if (error instanceof ReinstateError && error.code === "TENANT_REFUSED") return error.message;
  throw error;
}

/** A page may come with fewer than were asked for, and the next one with the rest. */
async function signInsOf(pages: AsyncIterable<Page>): Promise<readonly AuditRecord[]> {
  const items: JsonObject[] = [];
  for await (const page of pages) {
    items.push(...page.items);
    if (items.length >= perActor) break;
  }
  return items.slice(0, perActor).flatMap(signInOf);
}

interface Actor {
  readonly id: string;
  /** Of what they did, in milliseconds. */
  readonly firstAt: number;
  readonly count: number;
}

/** People by how much they did. */
function actorsIn(audit: readonly AuditRecord[]): readonly Actor[] {
  const actors = new Map<string, Actor>();
  for (const { initiatedBy, activityDateTime, result } of audit) {
    const { kind, id } = initiatedBy;
    const at = Date.parse(activityDateTime);
    if (kind !== "user" || id === null || result !== "success" || Number.isNaN(at)) continue;
    const known = actors.get(id) ?? { id, firstAt: at, count: 0 };
    actors.set(id, { id, firstAt: Math.min(known.firstAt, at), count: known.count + 1 });
  }
  return [...actors.values()].sort((one, other) => other.count - one.count);
}

function addressOf(id: string, since: string, until: string): string {
  const own = id.replaceAll("'", "''");
  const filter = `userId eq '${own}' and createdDateTime ge ${since} and createdDateTime le ${until}`;
  return `/auditLogs/signIns?$filter=${urlPart(filter)}&$top=${perActor}`;
}

/** Only those that let somebody in: what was refused has changed nothing. */
function signInOf(raw: JsonObject): readonly AuditRecord[] {
  const [id, at, userId] = [textIn(raw.id), textIn(raw.createdDateTime), textIn(raw.userId)];
  const status = isJsonObject(raw.status) ? raw.status.errorCode : undefined;
  if (id === null || at === null || userId === null || status !== 0) return [];
  const name = textIn(raw.userPrincipalName) ?? textIn(raw.userDisplayName);
  return [
    {
      id,
      activityDateTime: at,
      activityDisplayName: "Sign-in",
      category: "SignInLogs",
      result: "success",
      correlationId: textIn(raw.correlationId),
      initiatedBy: { kind: "user", id: userId, name, address: textIn(raw.ipAddress) },
      targetResources: [{ id: userId, type: "User", displayName: name, modifiedProperties: [] }],
      signIn: {
        application: textIn(raw.appDisplayName),
        device: deviceIn(raw.deviceDetail),
        place: joined(raw.location, ["city", "countryOrRegion"], ", "),
      },
    },
  ];
}

function deviceIn(device: JsonValue | undefined): string | null {
  return joined(device, ["browser", "operatingSystem"], " on ");
}

function joined(value: JsonValue | undefined, keys: readonly string[], between: string): string | null {
  if (!isJsonObject(value)) return null;
  const words = keys.map((key) => textIn(value[key])).filter((word) => word !== null);
  return words.length === 0 ? null : words.join(between);
}
