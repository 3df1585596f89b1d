import type { AutostartState } from "../../preload/contract/autostart.ts";
import type { Answer, Bridge } from "../../preload/contract/bridge.ts";
import type { Change } from "../../preload/contract/change.ts";
import type { CopyDescription } from "../../preload/contract/copies.ts";
import type { EventName, Events, WorkProgress } from "../../preload/contract/events.ts";
import type { Doing } from "../../preload/contract/history.ts";
import type { InputOf, MethodName, OutputOf } from "../../preload/contract/methods.ts";
import type { Notice } from "../../preload/contract/notices.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { ErrorShape } from "../../preload/contract/reinstate-error.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { OfferedExport } from "../../preload/contract/review.ts";
import type { ScheduleState } from "../../preload/contract/schedule.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ReportSummary, SessionState } from "../../preload/contract/views.ts";
import { fakeChange } from "./fake-changes.ts";
import { fakeDoings } from "./fake-doings.ts";
import { fakeExplorer } from "./fake-explorer.ts";
import { FakeIncident } from "./fake-incident.ts";
import type { FakeStop } from "./fake-plan.ts";
import { fakeJob, fakePlan, summarizePlan } from "./fake-plan.ts";
import { describeFake, fakeRow, groupFake, narrowFake, sortFake, summarizeFake } from "./fake-report.ts";
import { fakeConnection, fakeOffer, fakeReview } from "./fake-review.ts";
import { fakeSettings } from "./fake-settings.ts";
import { fakeTenantFacts } from "./fake-tenant-facts.ts";
import { fakeEvents, fakeRanges, fakeSnapshot, fakeTimeline } from "./fake-timeline.ts";

export interface FakeOptions {
  readonly state: SessionState["state"];
  /** How many changes a report holds. */
  readonly rows: number;
  readonly snapshots: number;
  /** How many people the tenant has. */
  readonly users: number;
  /** How many members its groups have. */
  readonly members: number;
  /** About how large its objects are as JSON, in bytes. */
  readonly bytes: number;
  /** Milliseconds that long work takes in all. */
  readonly workMs: number;
  /** The same of carrying out a plan; null: as long as anything. */
  readonly applyMs: number | null;
  /** Methods that are refused, with the error. */
  readonly refuse: Partial<Record<MethodName, ErrorShape>>;
  readonly signedIn: boolean;
  /** How many exports are looked at, instead of a vault. */
  readonly review: number;
  /** What opens the export that the person chooses. */
  readonly exportLock: OfferedExport["lock"];
  /** The system has handed over an export. */
  readonly offered: boolean;
  /** A tenant's vault on a computer with a keystore, instead of the demo's; and why that did not open it. */
  readonly own: { readonly notice?: string } | null;
  /** Those of each report. */
  readonly warnings: readonly string[];
  readonly now: number;
  /** How many passphrases the vault has. */
  readonly keys: number;
  readonly copies: readonly CopyDescription[];
  /** How many parts of a plan only a person can decide. */
  readonly questions: number;
  readonly schedule: ScheduleState;
  /** What needs attention. */
  readonly notices: readonly Notice[];
  /** The host has a tray, and the system starts Reinstate or not; null: it is a browser's window. */
  readonly autostart: AutostartState | null;
  /** How many policies each job made again as report-only. */
  readonly reportOnly: number;
  /** The steps of every job to which no answer came. */
  readonly unheard: readonly string[];
}

const defaults: FakeOptions = {
  state: "open",
  rows: 40,
  snapshots: 4,
  users: 1000,
  members: 240,
  bytes: 400,
  workMs: 0,
  applyMs: null,
  refuse: {},
  signedIn: true,
  review: 0,
  exportLock: "passphrase",
  offered: false,
  own: null,
  warnings: [],
  now: Date.parse("2026-11-25T04:30:00Z"),
  keys: 1,
  copies: [],
  schedule: {
    settings: { daily: false, hour: 12 },
    nextAt: null,
    retryAt: null,
    failures: 0,
    last: null,
    absences: [],
  },
  notices: [],
  autostart: null,
  questions: 0,
  reportOnly: 0,
  unheard: [],
};

export const fakeDiagnostics = `{\n  "program": { "version": "0.0.0" },\n  "log": []\n}\n`;

export interface FakeBridge extends Bridge {
  /** As the engine, or the host, tells something by itself. */
  tell<Name extends EventName>(event: Name, value: Events[Name]): void;
  /** Every call so far, for tests to look at. */
  readonly calls: readonly { readonly method: MethodName; readonly input: unknown }[];
}

type Handlers = { readonly [Name in MethodName]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

/** The bridge's contract over generated data: enough of an engine to look at every screen and to test them. */
export function createFakeBridge(part: Partial<FakeOptions> = {}): FakeBridge {
  const engine = new FakeEngine({ ...defaults, ...part });
  const calls: { method: MethodName; input: unknown }[] = [];
  return {
    calls,
    tell: (event, value) => engine.tell(event, value),
    on: (event, listener) => engine.on(event, listener),
    call: async (method, input) => {
      calls.push({ method, input });
      return engine.answer(method, input);
    },
  };
}

class FakeEngine {
  readonly #options: FakeOptions;
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();
  readonly #plans = new Map<string, Plan>();
  readonly #jobs: RecoveryJob[] = [];
  readonly #doings: Doing[] = [];
  readonly #changes: readonly Change[];
  #snapshots: readonly SnapshotRecord[];
  #session: SessionState;
  readonly #made = new Map<string, unknown>();
  #cancelled = false;
  #pausing = false;
  #signedIn: boolean;
  #reviewed: number;
  #idle = { minutes: 15 };
  #share = { percent: 80 };
  #deletions = { most: 10 };
  #incidentSince: string | null = null;
  readonly #incident: FakeIncident;
  readonly #settings: Partial<Handlers>;
  readonly #explorer: Partial<Handlers>;
  #reports = new Map<string, ReportSummary>();

  constructor(options: FakeOptions) {
    this.#options = options;
    this.#signedIn = options.signedIn;
    this.#incident = new FakeIncident(options.now);
    this.#changes = Array.from({ length: options.rows }, (_, index) => fakeChange(index));
    this.#snapshots = fakeTimeline(options.snapshots, options.users, options.now);
    this.#reviewed = options.review;
    this.#session = this.#stateOf(options.state);
    this.#explorer = fakeExplorer({ ...options, changes: this.#changes, snapshots: () => this.#snapshots });
    this.#settings = fakeSettings({
      ...options,
      autostart: options.autostart ?? "off",
      snapshotNumbers: () => this.#snapshots.map(({ number }) => number),
      work: (message) => this.#work("copy", message, 100),
    });
  }

  on<Name extends EventName>(event: Name, listener: (value: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  async answer<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<Answer<OutputOf<Name>>> {
    const refusal = this.#options.refuse[method];
    if (refusal !== undefined) return { ok: false, error: refusal };
    const handler = this.#handlers[method] ?? this.#settings[method] ?? this.#explorer[method];
    if (handler === undefined) throw new Error(`the fake engine has no answer to ${method}`);
    try {
      return { ok: true, value: await handler(input) };
    } catch (error) {
      if (!(error instanceof ReinstateError)) throw error;
      const { code, message, retryable } = error;
      return { ok: false, error: { code, message, retryable } };
    }
  }

  /** What no screen under test asks for has no answer. */
  readonly #handlers: Partial<Handlers> = {
    "host.describe": async () => ({
      capabilities: {
        osKeyring: this.#options.own !== null,
        tray: this.#options.autostart !== null,
        autostart: this.#options.autostart !== null,
        nativeDialogs: false,
        selfUpdate: false,
      },
      version: "0.0.0",
      platform: "linux",
      updates: "This is a checkout: update it with git.",
    }),
    "diagnostics.collect": async () => ({ text: fakeDiagnostics }),
    "diagnostics.save": async () => ({ path: "/home/admin/Downloads/reinstate-diagnostics.json" }),
    "session.describe": async () => this.#session,
    "session.unlock": async ({ passphrase }) => {
      if (passphrase !== "correct horse")
        throw new ReinstateError(
          "VAULT_LOCKED",
          "This passphrase does not open the vault. Try again, or use the recovery key.",
        );
      return this.#change("open");
    },
    "session.lock": async () => this.#change("locked"),
    "session.signIn": async () => {
      await this.#work("sign-in", "Waiting for the sign-in", 1);
      this.#signedIn = true;
      return this.#change("open");
    },
    "session.signOut": async () => {
      this.#signedIn = false;
      return this.#change("open");
    },
    "session.windowKey": async () => ({ bytes: Array.from({ length: 32 }, (_, index) => index) }),
    "recovery.follow": async ({ planId }) => this.#jobs.findLast((job) => job.planId === planId) ?? null,
    "session.idle.describe": async () => this.#idle,
    "session.idle.set": async (idle) => {
      this.#idle = idle;
      return idle;
    },
    "session.allowance.describe": async () => this.#share,
    "session.allowance.set": async (share) => {
      this.#share = share;
      return share;
    },
    "session.deletions.describe": async () => this.#deletions,
    "session.deletions.set": async (deletions) => {
      this.#deletions = deletions;
      return deletions;
    },
    "session.startDemo": async () => {
      await this.#work("demo", "Building the demo tenant", 1000);
      return this.#change("open");
    },
    "review.choose": async () => fakeOffer(this.#options.exportLock),
    "review.chooseIdentity": async () => ({ id: "identity-1", name: "key.txt", bytes: 189 }),
    "review.offered": async () => (this.#options.offered ? fakeOffer(this.#options.exportLock) : null),
    "review.decline": async () => null,
    "review.open": async ({ opener }) => {
      await this.#work("import", "Importing", 1200);
      if ("passphrase" in opener && opener.passphrase !== "of the export")
        throw new ReinstateError("VAULT_LOCKED", "The passphrase does not open this export. Type it again.");
      this.#reviewed += 1;
      return this.#change("open");
    },
    "review.close": async () => {
      this.#reviewed = 0;
      return this.#change("none");
    },
    "connect.begin": async (choice) => fakeConnection(choice),
    "connect.beginWithFile": async () => null,
    "connect.signIn": async () => {
      await this.#work("sign-in", "Waiting for the sign-in", 1);
      return { account: "admin@contoso.com" };
    },
    "connect.protect": async () => {
      this.#snapshots = [];
      return this.#change("open");
    },
    "connect.abandon": async () => null,
    "incident.enter": async () => this.#turnIncident(new Date(this.#options.now).toISOString()),
    "incident.leave": async () => this.#turnIncident(null),
    "incident.board": async () => this.#incident.board(),
    "incident.note": async (note) => this.#incident.note(note),
    "incident.withdraw": async (input) => this.#incident.withdraw(input),
    "timeline.list": async () => (this.#reviewed === 0 ? this.#snapshots : this.#snapshots.slice(0, this.#reviewed)),
    "timeline.capture": async () => {
      await this.#work("capture", "Reading groups", 1200);
      const record = fakeSnapshot(this.#nextNumber(), this.#options.now, this.#options.users);
      this.#snapshots = [...this.#snapshots, record];
      this.#emit("timeline.didChange", { snapshotNumber: record.number });
      return record;
    },
    "report.open": async ({ from, to }) => this.#openReport(from, to),
    "report.summary": async ({ reportId, filter }) => ({
      ...this.#report(reportId),
      ...this.#once(`summary ${JSON.stringify(filter)}`, () => summarizeFake(this.#chosen(filter))),
    }),
    "report.groups": async ({ filter, group }) => groupFake(this.#chosen(filter), group).groups,
    "report.page": async ({ filter, sort, descending, group, offset, limit }) => {
      const order = `order ${JSON.stringify([filter, sort, descending])}`;
      const sorted = this.#once(order, () => sortFake(this.#chosen(filter), sort, descending));
      const changes = group === undefined ? sorted : groupFake(sorted, group).changes;
      return { total: changes.length, rows: changes.slice(offset, offset + limit).map(fakeRow) };
    },
    "report.change": async ({ id }) => {
      const change = this.#changes.find((each) => each.id === id);
      if (change === undefined) throw new ReinstateError("USAGE_NOT_FOUND", "This change is not in the report.");
      return describeFake(change, this.#changes);
    },
    "timeline.changes": async ({ ranges }) => fakeRanges(ranges, this.#snapshots),
    "timeline.events": async ({ since, until }) => fakeEvents(since, until, this.#options.now),
    "report.idsInCsv": async ({ text }) => text.split(/\r?\n/u).filter((line) => line !== "" && line !== "id"),
    "report.save": async ({ format }) => ({ path: `/home/admin/Reports/contoso-3-to-5.${format}` }),
    "plan.make": async ({ filter, removeAdded, answers = [] }) => {
      await this.#work("plan", "Making the plan", 400);
      const { questions, reportOnly } = this.#options;
      return this.#keepPlan({ filter, removeAdded, changes: this.#chosen(filter), questions, answers, reportOnly });
    },
    "plan.describe": async ({ planId }) => summarizePlan(this.#plan(planId)),
    "plan.steps": async ({ planId, offset, limit }) => {
      const { steps } = this.#plan(planId);
      return { total: steps.length, steps: steps.slice(offset, offset + limit) };
    },
    "plan.save": async ({ planId, format }) => ({ path: `/home/admin/reinstate-plan-${planId}.${format}` }),
    "recovery.apply": async ({ planId, hash, acknowledged }) => {
      const plan = this.#plan(planId);
      if (plan.hash !== hash) throw new ReinstateError("PLAN_ALTERED", "This is not the plan that was reviewed.");
      const open = plan.warnings.filter(({ severity, code }) => severity === "stop" && !acknowledged.includes(code));
      if (open.length > 0) throw new ReinstateError("USAGE_INVALID", "Read and accept the warnings first.");
      const job = fakeJob(`job${this.#jobs.length + 1}-0000`, plan, { after: 0, state: "running" });
      this.#jobs.push(job);
      return this.#carryOut(job);
    },
    "recovery.pause": async ({ planId }) => {
      const pausing = this.#jobs.some((job) => job.planId === planId && job.state === "running");
      if (pausing) [this.#pausing, this.#cancelled] = [true, true];
      return { pausing };
    },
    "recovery.callOff": async ({ jobId }) => this.#replace({ ...this.#job(jobId), state: "cancelled" }),
    "recovery.resume": async ({ jobId }) => this.#carryOut(this.#replace({ ...this.#job(jobId), state: "running" })),
    "recovery.verify": async ({ jobId }) => this.#settle(jobId),
    "recovery.makeUndoPlan": async ({ jobId }) => {
      const plan = this.#plan(this.#job(jobId).planId);
      return this.#keepPlan({ filter: {}, removeAdded: true, changes: this.#chosen(plan.filter), undoes: jobId });
    },
    "recovery.reportOnly": async () =>
      this.#changes
        .filter(({ type }) => type === "conditionalAccessPolicy")
        .slice(0, this.#options.reportOnly)
        .map(({ type, id, name }) => ({ type, id, name })),
    "recovery.makeSwitchOnPlan": async ({ jobId }) =>
      this.#keepPlan({ filter: {}, removeAdded: false, changes: this.#changes.slice(0, 1), switchesOn: jobId }),
    "tenant.describe": async () => fakeTenantFacts,
    "history.doings": async () => [...this.#doings, ...fakeDoings(this.#snapshots)],
    "vault.check": async () => {
      const at = new Date(this.#options.now).toISOString();
      const sentence = "Proven: 5 snapshots, 20,000,000 bytes; every object, record and signature holds.";
      const doing: Doing = { kind: "check", at, by: "admin@contoso.com", verdict: "complete", sentence };
      this.#doings.unshift(doing);
      return doing;
    },
    "vault.export": async ({ snapshot }) => {
      const path = `/home/admin/reinstate-snapshot-${snapshot}.age`;
      return { path, objects: 1234, bytes: 56_000 };
    },
    "history.jobs": async () => [...this.#jobs],
    "history.unheard": async () => this.#options.unheard,
    "history.saveRecord": async ({ jobId, format }) => ({ path: `/home/admin/reinstate-record-${jobId}.${format}` }),
    "object.names": async ({ ids }) => {
      const known = this.#changes.filter(({ id }) => ids.includes(id));
      return Object.fromEntries(known.map(({ id, name, type }) => [id, { name, type }]));
    },
    "work.cancel": async () => {
      this.#cancelled = true;
      return { cancelled: true };
    },
  };

  #numbered(number: number): SnapshotRecord | undefined {
    return this.#snapshots.find((record) => record.number === number);
  }

  #nextNumber(): number {
    return (this.#snapshots.at(-1)?.number ?? 0) + 1;
  }

  #openReport(from: number, to: number | "now"): Promise<ReportSummary> {
    return this.#work("report", "Comparing", this.#changes.length).then(() => {
      const number = to === "now" ? this.#nextNumber() : to;
      const sideOf = (snapshotNumber: number) => ({
        snapshotNumber,
        endedAt: this.#numbered(snapshotNumber)?.endedAt ?? new Date(this.#options.now).toISOString(),
        complete: this.#numbered(snapshotNumber)?.complete ?? true,
        live: to === "now" && snapshotNumber === number,
      });
      const partial = [from, number].some((each) => !sideOf(each).complete);
      const reportId = `report-${from}-${number}`;
      const summary: ReportSummary = {
        reportId,
        from: sideOf(from),
        to: sideOf(number),
        ...this.#once("summary {}", () => summarizeFake(this.#changes)),
        unknown: partial ? [{ type: "group", reason: "Snapshot 2 does not hold all of it." }] : [],
        warnings: this.#options.warnings,
      };
      this.#reports.set(reportId, summary);
      if (to === "now") this.#snapshots = [...this.#snapshots, this.#checkpoint(number)];
      return summary;
    });
  }

  #checkpoint(number: number): SnapshotRecord {
    return fakeSnapshot(number, this.#options.now, this.#options.users, { checkpoint: true });
  }

  /** The engine works in a thread of its own: what it would remember there is not done again in the page, whose time is measured. */
  #once<Value>(key: string, make: () => Value): Value {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as Value;
  }

  #chosen(filter: OutputFilter): readonly Change[] {
    return this.#changes.flatMap((change) => narrowFake(change, filter) ?? []);
  }

  #keepPlan(choice: Omit<Parameters<typeof fakePlan>[0], "id">) {
    const plan = fakePlan({ ...choice, id: `plan-${this.#plans.size + 1}` });
    this.#plans.set(plan.id, plan);
    return summarizePlan(plan);
  }

  #plan(id: string): Plan {
    const plan = this.#plans.get(id);
    if (plan === undefined)
      throw new ReinstateError("USAGE_NOT_FOUND", "This plan is not in the vault. Make it again.");
    return plan;
  }

  #report(id: string): ReportSummary {
    const report = this.#reports.get(id);
    if (report === undefined) throw new ReinstateError("USAGE_NOT_FOUND", "This report is not open any more.");
    return report;
  }

  #job(id: string): RecoveryJob {
    const job = this.#jobs.find((each) => each.id === id);
    if (job === undefined) throw new ReinstateError("USAGE_NOT_FOUND", "There is no such job.");
    return job;
  }

  async #carryOut({ id, planId }: RecoveryJob): Promise<RecoveryJob> {
    const plan = this.#plan(planId);
    const total = plan.steps.length;
    const done = await this.#work("apply", "Putting things back", total);
    return this.#replace(fakeJob(id, plan, done < total ? this.#stop(done) : undefined));
  }

  async #settle(jobId: string): Promise<RecoveryJob> {
    const plan = this.#plan(this.#job(jobId).planId);
    await this.#work("verify", "Reading back", plan.steps.length);
    return this.#replace(fakeJob(jobId, plan));
  }

  #replace(job: RecoveryJob): RecoveryJob {
    const at = this.#jobs.findIndex(({ id }) => id === job.id);
    this.#jobs.splice(at, 1, job);
    return job;
  }

  #stop(after: number): FakeStop {
    return { after, state: this.#pausing ? "paused" : "cancelled" };
  }

  /** Long work in twenty rounds, with progress; returns how much was done when it was cancelled or had ended. */
  async #work(work: WorkProgress["work"], message: string, total: number): Promise<number> {
    this.#cancelled = false;
    this.#pausing = false;
    const { workMs, applyMs } = this.#options;
    const milliseconds = work === "apply" ? (applyMs ?? workMs) : workMs;
    const rounds = milliseconds === 0 ? 1 : 20;
    for (let round = 1; round <= rounds; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds / rounds));
      const done = Math.round((total * round) / rounds);
      const secondsLeft = ((rounds - round) * milliseconds) / rounds / 1000;
      this.#emit("work.didProgress", { work, message, done, total, perSecond: 34.5, secondsLeft });
      if (!this.#cancelled) continue;
      if (work === "apply") return done;
      throw new ReinstateError("CANCELLED", "Cancelled. Nothing was written.");
    }
    return total;
  }

  #change(state: SessionState["state"]): SessionState {
    this.#session = this.#stateOf(state);
    this.#emit("session.didChange", { state });
    return this.#session;
  }

  #turnIncident(since: string | null): SessionState {
    this.#incidentSince = since;
    return this.#change("open");
  }

  #stateOf(state: SessionState["state"]): SessionState {
    return {
      state,
      tenant: state === "none" ? null : { id: "tenant-1", name: "Contoso Ltd" },
      demo: this.#options.own === null && this.#reviewed === 0,
      ...(state === "open" && this.#reviewed > 0
        ? { review: { exports: fakeReview(this.#snapshots.slice(0, this.#reviewed)) } }
        : {}),
      ...this.#options.own,
      account: state === "open" && this.#signedIn && this.#reviewed === 0 ? "admin@contoso.com" : null,
      vaultPath: "/home/admin/.local/share/reinstate/contoso",
      incidentSince: this.#incidentSince,
      story: [
        "21:10 An administrator's session was taken over.",
        "21:12 “Require MFA for admins” was disabled.",
        "21:20 Break-glass accounts lost their exclusions.",
      ],
    };
  }

  tell<Name extends EventName>(event: Name, value: Events[Name]): void {
    this.#emit(event, value);
  }

  #emit<Name extends EventName>(event: Name, value: Events[Name]): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (value: Events[Name]) => void)(value);
  }
}

type OutputFilter = InputOf<"plan.make">["filter"];
