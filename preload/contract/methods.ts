import { z } from "zod";
import { type AutostartState, autostartSchema } from "./autostart.ts";
import type { Change } from "./change.ts";
import { changeKinds } from "./change.ts";
import { type Connection, cloudNames, shortestPassphrase } from "./connection.ts";
import type { CopyCheck, CopyDescription } from "./copies.ts";
import type { ObjectReference, ObjectType } from "./directory-object.ts";
import { objectTypes } from "./directory-object.ts";
import { changeFilterSchema } from "./filter.ts";
import { type Doing, exportLockSchema, type WrittenExport } from "./history.ts";
import { type IncidentBoard, incidentNoteSchema } from "./incident.ts";
import { type NoticeState, noticeSettingsSchema } from "./notices.ts";
import { type Plan, type PlanStep, planAnswerSchema } from "./plan.ts";
import type { RecoveryJob } from "./recovery-job.ts";
import { type RetentionPreview, retentionPolicySchema } from "./retention.ts";
import type { OfferedExport, OfferedFile } from "./review.ts";
import { type ScheduleState, scheduleSettingsSchema } from "./schedule.ts";
import type { SnapshotRecord } from "./snapshot.ts";
import type { TenantFacts } from "./tenant-facts.ts";
import type { NotedEvents, RangeChanges } from "./timeline.ts";
import { countedRangeSchema, mostCountedRanges } from "./timeline.ts";
import type {
  ChangeGroup,
  ChangeRow,
  HostDescription,
  LinkRow,
  NamedObjects,
  ObjectComparison,
  ObjectHistory,
  ObjectNames,
  ObjectSight,
  OpenedChange,
  PlanSummary,
  ReportSummary,
  SessionState,
  SlotDescription,
} from "./views.ts";

import { changeGroupings } from "./views.ts";

interface Method<Input extends z.ZodType, Output> {
  readonly input: Input;
  /** Only carries the type. */
  readonly output?: Output;
}

function method<Output>() {
  return <Input extends z.ZodType>(input: Input): Method<Input, Output> => ({ input });
}

const nothing = z.strictObject({});
const identifier = z.string().min(1).max(200);
const secret = z.string().min(1).max(1000);
const newPassphrase = z.string().min(shortestPassphrase).max(1000);
const keyLabel = z.string().max(200);
const snapshotNumber = z.int().positive();
const searchedText = z.string().max(500);
const range = { offset: z.int().min(0), limit: z.int().min(1).max(1000) };
/** Minutes; 0: never. Kept in the vault. */
export const idleTimeSchema = z.strictObject({ minutes: z.int().min(0).max(240) });
type IdleTime = z.infer<typeof idleTimeSchema>;
/** Of the documented limits of Graph, in percent. Kept in the vault: the limits are the tenant's. */
export const allowanceShareSchema = z.strictObject({ percent: z.int().min(5).max(100) });
type AllowanceShare = z.infer<typeof allowanceShareSchema>;
/** A plan may delete so many objects before a person has to accept a warning; 0: none. */
export const deletionsSchema = z.strictObject({ most: z.int().min(0).max(10_000) });
/** Until a person sets another number. */
export const usualMostDeletions = 10;
type Deletions = z.infer<typeof deletionsSchema>;
export const scenarioSchema = z.enum(["lockout", "hr-corruption", "compromised-admin"]);

/** Every call that crosses the bridge: the router validates by it, the client and the window take their types from it. */
export const methods = {
  "host.describe": method<HostDescription>()(nothing),
  "session.describe": method<SessionState>()(nothing),
  "session.unlock": method<SessionState>()(z.strictObject({ passphrase: secret })),
  /** Work under way is cancelled and ends cleanly first. */
  "session.lock": method<SessionState>()(nothing),
  /**
   * Somebody signs in to the tenant of the open vault, after a sign-in has ended or where there was none. `byCode`: the code comes as
   * progress. Nothing but reading is asked for.
   */
  "session.signIn": method<SessionState>()(z.strictObject({ byCode: z.boolean() })),
  /**
   * Forgets the account and its tokens, so that another can sign in. Not while work is under way, and not where the application signs
   * in by itself: USAGE_INVALID.
   */
  "session.signOut": method<SessionState>()(nothing),
  /**
   * What the page keeps on this computer for the open vault is sealed with this key (32 bytes, derived from the vault's). The page
   * forgets it when the vault is locked, and asks again after `session.didChange`: a re-keyed vault has another.
   */
  "session.windowKey": method<{ readonly bytes: readonly number[] }>()(nothing),
  /** After how many minutes without a person the vault is locked; 0: never. */
  "session.idle.describe": method<IdleTime>()(nothing),
  "session.idle.set": method<IdleTime>()(idleTimeSchema),
  /** How much of Graph's limits captures and recoveries of this tenant may use; the rest is left to others. */
  "session.allowance.describe": method<AllowanceShare>()(nothing),
  "session.allowance.set": method<AllowanceShare>()(allowanceShareSchema),
  /** How many deletions of one plan pass without a warning that stops. Plans that are there stay as they were frozen. */
  "session.deletions.describe": method<Deletions>()(nothing),
  "session.deletions.set": method<Deletions>()(deletionsSchema),
  /** Which tenant the open vault is of, how it is reached and with which permissions. */
  "tenant.describe": method<TenantFacts>()(nothing),
  /** Builds the demo tenant, captures "yesterday", lets the incident happen. */
  "session.startDemo": method<SessionState>()(
    z.strictObject({ scenario: scenarioSchema, users: z.int().min(50).max(200_000) }),
  ),
  /** A tenant is connected in three steps; nothing is kept before the last. This one says what will be asked for and where. */
  "connect.begin": method<Connection>()(
    z.strictObject({ cloud: z.enum(cloudNames), tenantId: z.guid(), clientId: z.guid() }),
  ),
  /** The same with a cloud file, which the host asks the person for; null: they changed their mind. */
  "connect.beginWithFile": method<Connection | null>()(nothing),
  /** Opens the system's browser; `byCode`: a code to type in on another device comes as progress instead. */
  "connect.signIn": method<{ readonly account: string }>()(z.strictObject({ byCode: z.boolean() })),
  /** Makes the tenant's vault and opens it; what was open is closed. `name`: what the vault calls the tenant. */
  "connect.protect": method<SessionState>()(
    z.strictObject({ name: z.string().trim().min(1).max(100), passphrase: newPassphrase }),
  ),
  /** Forgets the sign-in, if the vault was not made. */
  "connect.abandon": method<null>()(nothing),
  /** Asks the person for an exported snapshot, where the page cannot name one; null: they changed their mind. */
  "review.choose": method<OfferedExport | null>()(nothing),
  /** The same for the age identity file that opens it. */
  "review.chooseIdentity": method<OfferedFile | null>()(nothing),
  /** The exported snapshot that the system handed over to be opened; null: none is waiting. */
  "review.offered": method<OfferedExport | null>()(nothing),
  /** The person does not want to open what was handed over. */
  "review.decline": method<null>()(nothing),
  /** Proves the export and opens it to be looked at, beside others of the same tenant; an open vault is closed first. */
  "review.open": method<SessionState>()(
    z.strictObject({
      file: identifier,
      opener: z.union([z.strictObject({ passphrase: secret }), z.strictObject({ identity: identifier })]),
    }),
  ),
  /** Forgets all of it. */
  "review.close": method<SessionState>()(nothing),
  /** From here on people cross the bridge as pseudonyms only, until the room is left. */
  "incident.enter": method<SessionState>()(nothing),
  "incident.leave": method<SessionState>()(z.strictObject({ confirmed: z.literal(true) })),
  "incident.board": method<IncidentBoard>()(nothing),
  "incident.note": method<IncidentBoard>()(incidentNoteSchema),
  /** The note stays, struck out: what was believed or decided once is part of the record. */
  "incident.withdraw": method<IncidentBoard>()(z.strictObject({ id: identifier })),
  "timeline.list": method<readonly SnapshotRecord[]>()(nothing),
  "timeline.capture": method<SnapshotRecord>()(z.strictObject({ types: z.array(z.enum(objectTypes)).optional() })),
  /** How many objects changed, by type and kind, in each of the ranges, in the same order. */
  "timeline.changes": method<readonly RangeChanges[]>()(
    z.strictObject({ ranges: z.array(countedRangeSchema).min(1).max(mostCountedRanges) }),
  ),
  /** Changes of policies, authentication methods, roles and credentials that the audit log tells of. */
  "timeline.events": method<NotedEvents>()(
    z.strictObject({ since: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) }),
  ),
  /** Which snapshots stay and why, and what the next thinning out would take. */
  "retention.describe": method<RetentionPreview>()(nothing),
  "retention.set": method<RetentionPreview>()(retentionPolicySchema),
  /** The daily snapshot: whether and when, what became of the last, which days have none and why. */
  "schedule.read": method<ScheduleState>()(nothing),
  "schedule.write": method<ScheduleState>()(scheduleSettingsSchema),
  /** What needs attention, and which kinds of it are told. */
  "notices.read": method<NoticeState>()(nothing),
  "notices.write": method<NoticeState>()(noticeSettingsSchema),
  /** Until another fact arises. */
  "notices.dismiss": method<NoticeState>()(z.strictObject({ id: identifier })),
  /** Whether the system starts Reinstate without a window when the person signs in to it, as the system has it now. */
  "autostart.read": method<AutostartState>()(nothing),
  "autostart.write": method<AutostartState>()(autostartSchema),
  "keys.list": method<readonly SlotDescription[]>()(nothing),
  /** `secret`: a passphrase or recovery key that opens the vault now. */
  "keys.addPassphrase": method<SlotDescription>()(z.strictObject({ secret, passphrase: secret, label: keyLabel })),
  /** This computer's keystore opens the vault when Reinstate starts, and for the daily snapshot. */
  "keys.addKeystore": method<SlotDescription>()(z.strictObject({ secret })),
  /** The recovery key is in this answer and nowhere else. */
  "keys.addRecovery": method<SlotDescription & { readonly recoveryKey: string }>()(
    z.strictObject({ secret, label: keyLabel }),
  ),
  "keys.changePassphrase": method<SlotDescription>()(z.strictObject({ secret, passphrase: secret })),
  "keys.remove": method<readonly SlotDescription[]>()(z.strictObject({ secret, id: identifier })),
  /** Encrypts the whole vault under a new key, which all of these go on to open. Ends the work under way. */
  "keys.rekey": method<readonly SlotDescription[]>()(z.strictObject({ secret })),
  "copies.list": method<readonly CopyDescription[]>()(nothing),
  /** Makes the first copy at once; a place that does not work is not added. */
  "copies.add": method<CopyDescription>()(z.strictObject({ folder: z.string().min(1).max(4096) })),
  "copies.remove": method<readonly CopyDescription[]>()(z.strictObject({ id: identifier })),
  "copies.run": method<readonly CopyDescription[]>()(nothing),
  /** Reads the copy back and proves it. `secret`: a passphrase or recovery key of the vault; wrong guesses slow down. */
  "copies.check": method<CopyCheck>()(z.strictObject({ id: identifier, secret })),
  "report.open": method<ReportSummary>()(
    z.strictObject({ from: snapshotNumber, to: z.union([snapshotNumber, z.literal("now")]) }),
  ),
  "report.summary": method<ReportSummary>()(z.strictObject({ reportId: identifier, filter: changeFilterSchema })),
  /** The groups that `report.page` puts the changes together by, in their order; at most a few hundred. */
  "report.groups": method<readonly ChangeGroup[]>()(
    z.strictObject({ reportId: identifier, filter: changeFilterSchema, group: z.enum(changeGroupings) }),
  ),
  "report.page": method<{ readonly total: number; readonly rows: readonly ChangeRow[] }>()(
    z.strictObject({
      reportId: identifier,
      filter: changeFilterSchema,
      sort: z.enum(["type", "name", "kind", "at"]),
      descending: z.boolean(),
      /** Sorted within these; absent: not grouped. */
      group: z.enum(changeGroupings).optional(),
      ...range,
    }),
  ),
  "report.change": method<OpenedChange>()(
    z.strictObject({ reportId: identifier, type: z.enum(objectTypes), id: identifier }),
  ),
  /** The ids in the text of a CSV file: its column `id` (or `object id`), else the first one. */
  "report.idsInCsv": method<readonly string[]>()(z.strictObject({ text: z.string().max(30_000_000) })),
  /** Writes the report beside the vault (or where the host's dialog says) and returns the path. */
  "report.save": method<{ readonly path: string }>()(
    z.strictObject({ reportId: identifier, filter: changeFilterSchema, format: z.enum(["html", "csv", "json"]) }),
  ),
  /** Takes a checkpoint of the tenant first, so that the plan starts from what is there now. */
  "plan.make": method<PlanSummary>()(
    z.strictObject({
      snapshot: snapshotNumber,
      filter: changeFilterSchema,
      removeAdded: z.boolean(),
      /** To the questions of an earlier plan for the same choice. */
      answers: z.array(planAnswerSchema).max(10_000).optional(),
    }),
  ),
  "plan.describe": method<PlanSummary>()(z.strictObject({ planId: identifier })),
  "plan.steps": method<{ readonly total: number; readonly steps: readonly PlanStep[] }>()(
    z.strictObject({ planId: identifier, ...range }),
  ),
  /** html: the page for the colleague who approves it. json: what the command line carries out. */
  "plan.save": method<{ readonly path: string }>()(
    z.strictObject({ planId: identifier, format: z.enum(["html", "json"]) }),
  ),
  /** `hash` is the reviewed plan's; `acknowledged` the codes of its stop warnings. The host confirms before it runs. */
  "recovery.apply": method<RecoveryJob>()(
    z.strictObject({ planId: identifier, hash: z.string().length(64), acknowledged: z.array(z.string()).max(100) }),
  ),
  "recovery.resume": method<RecoveryJob>()(z.strictObject({ jobId: identifier })),
  /**
   * What is carried out of the plan comes to hold: what is on its way is answered, nothing new leaves, and the call that carries it
   * out gives the paused job. While a confirmation is open it holds after that. False: nothing of the plan is being carried out.
   */
  "recovery.pause": method<{ readonly pausing: boolean }>()(z.strictObject({ planId: identifier })),
  /** A paused job counts as cancelled from here on. USAGE_INVALID for any other. */
  "recovery.callOff": method<RecoveryJob>()(z.strictObject({ jobId: identifier })),
  /** Waits for the end of what this engine carries out of the plan, such as after a reload; null if there is no job of it. */
  "recovery.follow": method<RecoveryJob | null>()(z.strictObject({ planId: identifier })),
  "recovery.verify": method<RecoveryJob>()(z.strictObject({ jobId: identifier })),
  "recovery.makeUndoPlan": method<PlanSummary>()(z.strictObject({ jobId: identifier })),
  /** What a job made again as report-only although it was on in the snapshot, and the plan that switches it on. */
  "recovery.reportOnly": method<readonly ObjectReference[]>()(z.strictObject({ jobId: identifier })),
  "recovery.makeSwitchOnPlan": method<PlanSummary>()(z.strictObject({ jobId: identifier })),
  /** Captures, checks, exports and what the retention took, the latest first. */
  "history.doings": method<readonly Doing[]>()(nothing),
  /** Reads every byte of the vault back and proves it. That it was altered is an answer, no error. */
  "vault.check": method<Doing>()(nothing),
  /** Writes a snapshot as one age file to where the host's dialog says. */
  "vault.export": method<WrittenExport>()(z.strictObject({ snapshot: snapshotNumber, lock: exportLockSchema })),
  "history.jobs": method<readonly RecoveryJob[]>()(nothing),
  /** The steps of a job that count as applied although no answer came: `unheardWords` says what that means. */
  "history.unheard": method<readonly string[]>()(z.strictObject({ jobId: identifier })),
  /** Writes what a job did, step by step, to where the host's dialog says, and returns the path. */
  "history.saveRecord": method<{ readonly path: string }>()(
    z.strictObject({ jobId: identifier, format: z.enum(["html", "csv", "json"]) }),
  ),
  /** A snapshot's objects of the types (all, if none is named) with the text in a name, user principal name, app id or id. */
  "explorer.list": method<NamedObjects>()(
    z.strictObject({
      snapshot: snapshotNumber,
      types: z.array(z.enum(objectTypes)).optional(),
      text: searchedText,
      ...range,
    }),
  ),
  "explorer.object": method<ObjectSight>()(
    z.strictObject({ snapshot: snapshotNumber, type: z.enum(objectTypes), id: identifier }),
  ),
  /** An object's link by the targets' names; `text` as in `explorer.list`, and in what a link with data of its own holds. */
  "explorer.links": method<{ readonly total: number; readonly rows: readonly LinkRow[] }>()(
    z.strictObject({
      snapshot: snapshotNumber,
      type: z.enum(objectTypes),
      id: identifier,
      link: z.string().min(1).max(100),
      text: searchedText,
      ...range,
    }),
  ),
  /** One object at two times, as a report of these would show it. */
  "object.compare": method<ObjectComparison>()(
    z.strictObject({ type: z.enum(objectTypes), id: identifier, from: snapshotNumber, to: snapshotNumber }),
  ),
  "object.names": method<ObjectNames>()(
    z.strictObject({ snapshot: snapshotNumber, ids: z.array(identifier).max(5000) }),
  ),
  /** What became of one object from snapshot to snapshot; USAGE_NOT_FOUND if none holds it. */
  "object.history": method<ObjectHistory>()(z.strictObject({ type: z.enum(objectTypes), id: identifier })),
  /** Versions, settings, counts, a check of the open vault and the end of the log: nothing personal. The whole text. */
  "diagnostics.collect": method<{ readonly text: string }>()(nothing),
  /** Writes exactly what was collected last to where the host's dialog says, and returns the path. */
  "diagnostics.save": method<{ readonly path: string }>()(nothing),
  /** Stops whatever long work is under way; it ends cleanly and says what was done. */
  "work.cancel": method<{ readonly cancelled: boolean }>()(nothing),
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type InputOf<Name extends MethodName> = z.infer<Methods[Name]["input"]>;
export type OutputOf<Name extends MethodName> = Methods[Name] extends Method<z.ZodType, infer Output> ? Output : never;

export type { Change, ObjectType, Plan };
export { changeKinds };
