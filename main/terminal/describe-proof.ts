import { type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import type { RetryKind, SnapshotRecord, TypeProof, TypeReading } from "../../preload/contract/snapshot.ts";
import { notCapturedLine } from "../catalogue/not-captured.ts";
import { count, formatDuration } from "./format-progress.ts";

const afterRetry: Readonly<Record<RetryKind, string>> = {
  throttled: "after being asked to wait",
  serverError: "after an error of the service",
  unreadable: "after an answer from somebody in between",
  noAnswer: "after no answer",
};

/** How completely each type was read, and how: a line each, and below it what had to be read in another way or is unknown. */
export function proofLines({ types }: SnapshotRecord): readonly string[] {
  return Object.entries(types).flatMap(([type, proof]) => [
    `  ${(type as ObjectType).padEnd(28)} ${amountOf(proof).padStart(20)}  ${stateOf(proof)}`,
    ...besides(type as ObjectType, proof).map((line) => `      ${line}`),
  ]);
}

/** In a few words: "complete", of how many types if not of all, or which are not and why. */
export function completenessOf({ types }: Pick<SnapshotRecord, "types">): string {
  const asked = Object.entries(types);
  const missing = asked.flatMap(([type, { complete, reason }]) =>
    complete ? [] : [`${type} (${firstSentence(reason)})`],
  );
  if (missing.length > 0) return `PARTIAL: not all of ${missing.join(", ")}`;
  return asked.length === objectTypes.length
    ? "complete"
    : `complete, of ${asked.length} of ${objectTypes.length} types`;
}

/**
 * A scheduler mails whatever is said: nothing where all is well, else what is not, in one line. Entra forgets its records,
 * so that whoever hears of them late has none; of a licence that the tenant does not have nobody wants to hear daily.
 */
export function quietLine({ number, complete, types, auditReason }: SnapshotRecord): string | undefined {
  if (!complete) return `Snapshot ${number} is ${completenessOf({ types })}.`;
  if (auditReason === undefined || /\blicence\b/u.test(auditReason)) return undefined;
  return `Snapshot ${number} is complete, but audit records are missing: ${auditReason}`;
}

/** `show` tells the rest. */
function firstSentence(reason = "the reading was not finished"): string {
  return (/^.*?(?=\.(?:\s|$))/u.exec(reason)?.[0] ?? reason).trim();
}

function amountOf({ promised, read }: TypeProof): string {
  return `${count(read)}${promised === null ? "" : ` of ${count(promised)}`}`;
}

function stateOf({ complete, reason }: TypeProof): string {
  return complete ? "complete" : `INCOMPLETE: ${reason ?? "the reading was not finished"}`;
}

function besides(type: ObjectType, { reading, pages, mode, notes = [] }: TypeProof): readonly string[] {
  const never = notCapturedLine(type);
  const how = reading === undefined ? [] : [`${howRead(reading, pages, mode)}.`, ...(reading.recovered ?? [])];
  return [...how, ...notes, ...(never === undefined ? [] : [never])];
}

function howRead(reading: TypeReading, pages: number, mode: TypeProof["mode"]): string {
  const { startedAt, endedAt, requests, granted, missing } = reading;
  return [
    `${mode === "delta" ? "changes only, " : ""}${amount(pages, "page")}`,
    amount(requests, "request"),
    formatDuration(Date.parse(endedAt) - Date.parse(startedAt)),
    ...retriesOf(reading),
    ...(granted.length === 0 ? [] : [`with ${granted.join(" and ")}`]),
    ...(missing.length === 0 ? [] : [`without ${missing.join(" and ")}`]),
    ...(reading.resumed === true ? [`read ${startedAt}, before the interruption`] : []),
  ].join(", ");
}

function retriesOf({ retries }: TypeReading): readonly string[] {
  return (Object.keys(afterRetry) as RetryKind[]).flatMap((kind) => {
    const times = retries[kind];
    return times === undefined ? [] : [`${amount(times, "retry", "retries")} ${afterRetry[kind]}`];
  });
}

function amount(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
