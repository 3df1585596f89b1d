import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { AuditEntry } from "../audit-entry.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { pageList } from "./page-list.ts";
import { matches, parseFilter } from "./parse-filter.ts";

/** Who has done nothing for so long signs in again. */
const sessionMs = 4 * 3_600_000;
/** Between signing in and the first thing that is done. */
const beforeMs = 11 * 60_000;
/** With a licence for it the log goes back 30 days. */
const retentionMs = 30 * 86_400_000;

interface SignIn {
  readonly first: AuditEntry;
  readonly atMs: number;
}

/**
 * GET /auditLogs/signIns: newest first. Nobody in the demo really signs in: whoever did something has done so shortly before, once a
 * session (https://learn.microsoft.com/graph/api/signin-list).
 */
export function listSignIns(call: Call): Answer {
  const { state, view } = call;
  const filter = call.query.filter === undefined ? undefined : parseFilter(call.query.filter);
  const signIns = new Map<string, JsonObject>();
  for (const signIn of signInsIn(state.audits)) {
    if (signIn.atMs > view.untilMs || signIn.atMs < state.clockMs - retentionMs) continue;
    const item = toSignIn(signIn);
    if (filter === undefined || matches(filter, item)) signIns.set(String(item.id), item);
  }
  const ids = [...signIns.keys()].reverse();
  return pageList(call, { name: "auditLogs/signIns", ids, make: (id) => signIns.get(id), usual: 1000, largest: 1000 });
}

/** In the order of the audit log. */
function signInsIn(audits: readonly AuditEntry[]): readonly SignIn[] {
  const last = new Map<string, number>();
  const found: SignIn[] = [];
  for (const first of audits) {
    const { actor, atMs } = first;
    if (actor.kind !== "user") continue;
    const source = `${actor.id} ${actor.address}`;
    const before = last.get(source);
    last.set(source, atMs);
    if (before === undefined || atMs - before > sessionMs) found.push({ first, atMs: atMs - beforeMs });
  }
  return found;
}

/** The documentation's networks: the office, and everywhere else. */
const office = /^198\.51\.100\./;

function toSignIn({ first, atMs }: SignIn): JsonObject {
  const { id, name, address } = first.actor as AuditEntry["actor"] & { readonly kind: "user" };
  const isOffice = office.test(address);
  return {
    id: first.correlationId.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    createdDateTime: new Date(atMs).toISOString(),
    userDisplayName: name,
    userPrincipalName: name,
    userId: id,
    appId: "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
    appDisplayName: "Azure Portal",
    ipAddress: address,
    clientAppUsed: "Browser",
    correlationId: first.correlationId,
    conditionalAccessStatus: "success",
    isInteractive: true,
    resourceDisplayName: "Windows Azure Service Management API",
    status: { errorCode: 0, failureReason: "Other.", additionalDetails: null },
    deviceDetail: {
      deviceId: "",
      displayName: "",
      operatingSystem: isOffice ? "Windows 11" : "Linux",
      browser: isOffice ? "Edge 138.0" : "Firefox 128.0",
      isCompliant: isOffice,
      isManaged: isOffice,
      trustType: isOffice ? "Azure AD joined" : "",
    },
    location: isOffice
      ? { city: "Bergen", state: "Vestland", countryOrRegion: "NO" }
      : { city: "Reykjavik", state: "", countryOrRegion: "IS" },
  };
}
