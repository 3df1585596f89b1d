import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { CapturedAudit } from "../capture/capture-audit.ts";
import type { Graph, ReadOptions } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";

/** Never asked for: where it was consented to, Microsoft's own jobs are looked at too. */
const permission = "EntraBackup.Read.All";

/**
 * Why changes alone would not do, in a sentence: Microsoft Entra Backup and Recovery writes to the tenant without leaving delta
 * records (https://learn.microsoft.com/graph/api/resources/entrarecoveryservices-backup-recovery-overview). It is seen in the
 * audit log, and in its list of jobs where that may be read. Undefined: it has not run since `since`.
 */
export async function nativeRecoverySince(about: {
  readonly since: string;
  readonly audit: CapturedAudit;
  /** What earlier captures know of the time since. */
  readonly known: Iterable<AuditRecord>;
  readonly graph: Graph;
  readonly permissions: readonly string[];
  readonly signal?: AbortSignal;
}): Promise<string | undefined> {
  const { since, audit, known, graph, permissions, signal } = about;
  const jobs = permissions.includes(permission) ? await jobsOf(graph, signal) : undefined;
  const job = jobs?.find((each) => mayHaveWritten(each, since));
  if (job !== undefined) return recovered(textOf(job.jobStartDateTime) ?? "an unknown time");
  for (const record of [...known, ...audit.records]) {
    if (record.activityDateTime >= since && isRecovery(record)) return recovered(record.activityDateTime);
  }
  // Without a premium licence there is no such service, and no audit log through Graph.
  if (jobs !== undefined || audit.reason === undefined || audit.isWithoutLicence === true) return undefined;
  return `Whether Microsoft's own recovery changed anything cannot be seen, so everything was read. ${audit.reason}`;
}

function recovered(at: string): string {
  return `Microsoft Entra Backup and Recovery ran at ${at} and leaves no list of changes, so everything was read.`;
}

/** The names of its activities are published nowhere: whatever is not plainly a backup or a preview may have written. */
function isRecovery({ category, activityDisplayName }: AuditRecord): boolean {
  if (!/backup ?and ?recovery/iu.test(category)) return false;
  return (
    /recover|restore/iu.test(activityDisplayName) && !/preview|report|snapshot|\bread\b/iu.test(activityDisplayName)
  );
}

function mayHaveWritten(job: JsonObject, since: string): boolean {
  const type = textOf(job["@odata.type"]) ?? "";
  if (/preview/iu.test(type)) return false;
  const end = textOf(job.jobCompletionDateTime);
  return end === undefined || Date.parse(end) >= Date.parse(since);
}

/** Undefined where Graph does not show them, in whatever way. */
async function jobsOf(graph: Graph, signal: AbortSignal | undefined): Promise<readonly JsonObject[] | undefined> {
  const reading: ReadOptions = {
    permissions: [permission],
    headers: { Prefer: "include-unknown-enum-members" },
    ...(signal === undefined ? {} : { signal }),
  };
  const jobs: JsonObject[] = [];
  try {
    for await (const { items } of graph.pages("/directory/recovery/jobs", reading)) jobs.push(...items);
    return jobs;
  } catch (error) {
    if (error instanceof GraphRefusal ? error.code === "SIGN_IN_NEEDED" : !isOddList(error)) throw error;
    return undefined;
  }
}

/** Cut off, or leading in a circle or elsewhere. */
function isOddList(error: unknown): boolean {
  return error instanceof ReinstateError && error.code === "TENANT_REFUSED";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
