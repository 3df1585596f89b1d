import { createHash } from "node:crypto";
import type { Notice } from "../../preload/contract/notices.ts";
import { riskWords } from "../../preload/contract/risk.ts";
import type { NoticeFacts, SnapshotRisk } from "./notice-facts.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A computer that has just woken up takes what is due at once. */
const graceMs = hourMs;
const certificateWarningMs = 14 * dayMs;
const gibibyte = 2 ** 30;
/** A capture of a large tenant and what SQLite needs beside it. */
const leastFreeBytes = 2 * gibibyte;

/** Everything that needs attention by these facts (pure). Without a daily snapshot nothing: then somebody is there who sees it. */
export function findNotices(facts: NoticeFacts): readonly Notice[] {
  if (!facts.schedule.settings.daily) return [];
  return [
    ...signInNotices(facts),
    ...failedNotices(facts),
    ...noteNotices(facts),
    ...overdueNotices(facts),
    ...facts.risks.map(riskNotice),
    ...copyNotices(facts),
    ...diskNotices(facts),
  ];
}

function signInNotices({ needsSignIn, certificateEndsAt, now }: NoticeFacts): readonly Notice[] {
  if (needsSignIn) {
    const text = "Its sign-in has ended. Take a snapshot by hand and sign in; the daily ones go on from there.";
    return [{ id: "signIn", kind: "signIn", title: "The daily snapshot needs a sign-in", text, address: "#/timeline" }];
  }
  if (certificateEndsAt === undefined || certificateEndsAt - now > certificateWarningMs) return [];
  const days = Math.max(0, Math.floor((certificateEndsAt - now) / dayMs));
  return [
    {
      id: `certificate:${certificateEndsAt}`,
      kind: "signIn",
      title:
        certificateEndsAt <= now ? "The certificate has expired" : `The certificate ends in ${counted(days, "day")}`,
      text: "Without it nobody is signed in for the daily snapshot. Make a new one, and name it in the cloud file.",
      address: "#/settings/schedule",
    },
  ];
}

function failedNotices({ schedule: { failures, last, nextAt }, needsSignIn }: NoticeFacts): readonly Notice[] {
  const address = "#/settings/schedule";
  if (last?.outcome === "incomplete") {
    const text = "Some of the tenant could not be read. Open the timeline to see what is missing and why.";
    const title = "The daily snapshot is not complete";
    return [{ id: `incomplete:${last.at}`, kind: "failed", title, text, address: "#/timeline" }];
  }
  // That it needs a sign-in says more.
  if (failures === 0 || needsSignIn) return [];
  const text = `${failures > 1 ? `It failed ${failures} times and is tried` : "It is tried"} again later. Open the schedule to see why.`;
  return [{ id: `failed:${nextAt}`, kind: "failed", title: "The daily snapshot could not be taken", text, address }];
}

/** Told once for as long as the snapshots say the same: what a tenant lacks, it lacks at every one. */
function noteNotices({ schedule: { last } }: NoticeFacts): readonly Notice[] {
  if (last?.outcome !== "taken" || last.notes === undefined || last.notes.length === 0) return [];
  const id = `${noteMark}${createHash("sha256").update(JSON.stringify(last.notes)).digest("hex").slice(0, 16)}`;
  const text = `It was taken, but ${counted(last.notes.length, "thing")} beside it could not be read or may be wrong. Open the schedule to see what.`;
  const title = "The daily snapshot has something to tell";
  return [{ id, kind: "failed", title, text, address: "#/settings/schedule" }];
}

const noteMark = "notes:";

/** What the next snapshot may put right. A snapshot that was taken is no trouble, whatever it has to tell. */
export function isTrouble({ id, kind }: Notice): boolean {
  return (kind === "failed" && !id.startsWith(noteMark)) || kind === "overdue" || kind === "signIn";
}

function overdueNotices({ schedule, now, isLocked, isWorking }: NoticeFacts): readonly Notice[] {
  const { nextAt, failures } = schedule;
  if (nextAt === null || failures > 0 || isWorking || now - Date.parse(nextAt) < graceMs) return [];
  const hours = Math.floor((now - Date.parse(nextAt)) / hourMs);
  const since = hours < 48 ? counted(hours, "hour") : counted(Math.floor(hours / 24), "day");
  const text = isLocked
    ? `It has been due for ${since}, and the vault is locked. Unlock it, and the snapshot is taken.`
    : `It has been due for ${since}. Open the schedule to see why.`;
  return [
    {
      id: `overdue:${nextAt}`,
      kind: "overdue",
      title: "The daily snapshot is overdue",
      text,
      address: "#/settings/schedule",
    },
  ];
}

function riskNotice({ from, to, ...risk }: SnapshotRisk): Notice {
  const parts = [
    counted(risk.policies, riskWords.policies.one, riskWords.policies.many),
    counted(risk.methods, riskWords.methods.one, riskWords.methods.many),
    counted(risk.roles, riskWords.roles.one, riskWords.roles.many),
    risk.permissions === 0 ? "" : `the permissions of ${counted(risk.permissions, "application")}`,
    risk.credentials === 0 ? "" : `the credentials of ${counted(risk.credentials, "application")}`,
  ].filter((part) => part !== "" && !part.startsWith("0 "));
  return {
    id: riskId(to),
    kind: "risky",
    title: "What guards the tenant has changed",
    text: `Snapshot ${to} shows changes to ${joined(parts)}. Open the report to see who made them.`,
    address: `#/report/${from}/${to}`,
  };
}

export function riskId(to: number): string {
  return `risky:${to}`;
}

function copyNotices({ copies: { total, failing } }: NoticeFacts): readonly Notice[] {
  if (failing.length === 0) return [];
  const which = total === 1 ? "The copy" : `${failing.length} of ${total} copies`;
  const text = `${which} could not be brought up to date. Connect the place again, or choose another one.`;
  const title = "A copy of the vault cannot be reached";
  return [{ id: `copy:${[...failing].sort().join(",")}`, kind: "copy", title, text, address: "#/settings/copies" }];
}

function diskNotices({ freeBytes }: NoticeFacts): readonly Notice[] {
  if (freeBytes === undefined || freeBytes >= leastFreeBytes) return [];
  const left = (freeBytes / gibibyte).toFixed(1);
  const text = `${left} GB are left where the vault lies. Make room, or keep fewer snapshots, before one cannot be taken.`;
  return [{ id: "disk", kind: "disk", title: "The disk is nearly full", text, address: "#/settings/retention" }];
}

function counted(number: number, word: string, words = `${word}s`): string {
  return `${number} ${number === 1 ? word : words}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
