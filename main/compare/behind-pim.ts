import type { AuditActor, AuditRecord } from "../../preload/contract/audit-record.ts";

/**
 * Privileged Identity Management acts for people: the directory's record ("Add member to role") names the service "MS-PIM", and
 * its own record ("Add member to role completed (PIM activation)") who asked for it. Their correlation ids differ, so that they
 * are matched by what they are about (learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-use-audit-log).
 */
const serviceName = /^(ms-pim|azure ad pim|microsoft entra pim)$/i;
const pimActivity = /\bpim\b/i;
/** Who asked comes before who did it; an approver is neither. */
const otherActivity = /approv|den(y|ied)|reject|cancel|setting|alert/i;
/** A longer activation is no other membership; a longer eligibility has another end. */
const prolonging = /renew|extend/i;
/** About who could activate a role, not about who holds it. */
const eligibility = /\beligible\b/i;
/** An activation may be asked for ahead of its time, or wait for an approval. */
const longestMs = 24 * 60 * 60_000;
/** The two services' clocks and the order in which they write. */
const slackMs = 2 * 60_000;

/** Done by the service; who asked for it may be told elsewhere. */
export function isOfPim({ initiatedBy: { kind, name } }: AuditRecord): boolean {
  return kind === "app" && name !== null && serviceName.test(name);
}

/** A record that the service itself writes: it changes nothing in the directory. */
export function isTellingOfPim({ activityDisplayName }: AuditRecord): boolean {
  return pimActivity.test(activityDisplayName);
}

/**
 * What the service did, with who had it do so as the actor as far as the service tells (`told`, oldest first); and of what it
 * tells that which the directory has no record of, since that may have been written before or after the time that was read.
 */
export function withPeople(done: readonly AuditRecord[], told: readonly AuditRecord[]): readonly AuditRecord[] {
  const used = new Set<AuditRecord>();
  const named = done.map((record) => {
    const asking = told.filter((candidate) => asksFor(candidate, record));
    for (const one of asking) used.add(one);
    const last = asking.at(-1);
    return last === undefined ? record : { ...record, initiatedBy: throughPim(last, record.initiatedBy.name ?? "PIM") };
  });
  const rest = told.filter((record) => !used.has(record) && isRequest(record) && /completed/i.test(nameOf(record)));
  return [...named, ...rest.map((record) => ({ ...record, initiatedBy: throughPim(record, "PIM") }))];
}

function throughPim({ initiatedBy }: AuditRecord, through: string): AuditActor {
  return { ...initiatedBy, through };
}

function asksFor(told: AuditRecord, done: AuditRecord): boolean {
  const before = Date.parse(done.activityDateTime) - Date.parse(told.activityDateTime);
  const isInTime = before <= longestMs && before >= -slackMs;
  const isAlike = takesAway(told) === takesAway(done) && isOfEligibility(told) === isOfEligibility(done);
  return isInTime && isRequest(told) && isAlike && isAboutTheSame(done, told);
}

function isRequest(told: AuditRecord): boolean {
  if (told.initiatedBy.kind !== "user" || otherActivity.test(nameOf(told))) return false;
  return isOfEligibility(told) || !prolonging.test(nameOf(told));
}

function isOfEligibility(record: AuditRecord): boolean {
  return eligibility.test(nameOf(record));
}

function takesAway(record: AuditRecord): boolean {
  return /remove|deactivat/i.test(nameOf(record));
}

function nameOf({ activityDisplayName }: AuditRecord): string {
  return activityDisplayName;
}

/** Both name the same member and the same role or group. */
function isAboutTheSame(done: AuditRecord, told: AuditRecord): boolean {
  const named = namesIn(done);
  const shared = new Set(
    told.targetResources.flatMap(({ id }) => (id !== null && named.has(id.toLowerCase()) ? [id] : [])),
  );
  return shared.size >= 2;
}

function namesIn({ targetResources }: AuditRecord): ReadonlySet<string> {
  const texts = targetResources.flatMap(({ id, modifiedProperties }) => [
    id ?? "",
    ...modifiedProperties.flatMap(({ oldValue, newValue }) => [oldValue ?? "", newValue ?? ""]),
  ]);
  return new Set(texts.map((text) => text.replaceAll('"', "").toLowerCase()));
}
