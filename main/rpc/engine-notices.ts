import type { BackgroundState, Notice, NoticeSettings, NoticeState } from "../../preload/contract/notices.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import {
  factsAround,
  factsInVault,
  hasUnjudged,
  judgeNewSnapshots,
  lastCapture,
  readNoticeMemory,
  writeNoticeMemory,
} from "../flows/notices.ts";
import { describeSchedule } from "../flows/schedule.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { decideNotices, dismiss } from "../notices/decide-notices.ts";
import { mergeTold } from "../notices/merge-told.ts";
import type { NoticeFacts } from "../notices/notice-facts.ts";
import type { NoticeMemory } from "../notices/notice-memory.ts";
import type { Engine } from "./engine.ts";

/** What was known when the vault was open last; while it is locked, time goes on to be judged by it. */
interface Known {
  readonly tenantId: string;
  readonly memory: NoticeMemory;
  readonly facts: NoticeFacts;
  readonly last: BackgroundState["last"];
}

/** What whoever looks knows besides. */
export interface Surroundings {
  /** Whether the session that was given is still open, after waiting for something. */
  readonly isOpen: () => boolean;
  /** In milliseconds, for while the vault is locked. */
  readonly now: number;
  /** The last attempt of the schedule ended because somebody has to sign in. */
  readonly needsSignIn: boolean;
}

type Around = Awaited<ReturnType<typeof factsAround>>;

/** What the person is told without having asked: found in the vault while it is open, and out of what was known while it is locked. */
export class EngineNotices {
  readonly #engine: Engine;
  #known: Known | undefined;
  #around: Around = { freeBytes: undefined, certificateEndsAt: undefined };
  #open: readonly Notice[] = [];
  #shown = { background: "", open: "[]" };
  #looking = false;
  #needsSignIn = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Once in a while. `opened`: what is open, for the person or for the schedule alone. */
  async look(opened: TenantSession | undefined, { isOpen, now, needsSignIn }: Surroundings): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#needsSignIn = needsSignIn;
    // An exported snapshot says nothing of the vault that is closed meanwhile.
    const session = this.#engine.options.door.describe().review === undefined ? opened : undefined;
    try {
      if (session !== undefined) await this.#lookInto(session, isOpen);
      if (session === undefined || !isOpen()) this.#lookAtKnown(now);
    } finally {
      this.#looking = false;
    }
    this.#show();
  }

  read(): NoticeState {
    return { settings: readNoticeMemory(this.#engine.session().vault).settings, open: this.#open };
  }

  write(settings: NoticeSettings): NoticeState {
    return this.#change((memory) => ({ ...memory, settings }));
  }

  /** USAGE_NOT_FOUND if it is not open any more. */
  dismiss(id: string): NoticeState {
    if (!this.#open.some((notice) => notice.id === id))
      throw new ReinstateError("USAGE_NOT_FOUND", "This notice is not there any more.");
    return this.#change((memory) => dismiss(memory, id));
  }

  /** What arises by it is told at the next look. */
  #change(change: (memory: NoticeMemory) => NoticeMemory): NoticeState {
    const session = this.#engine.session();
    const memory = change(this.#memoryOf(session));
    writeNoticeMemory(session.vault, memory);
    this.#open = decideNotices(memory, this.#factsOf(session, memory)).open;
    this.#show();
    return { settings: memory.settings, open: this.#open };
  }

  async #lookInto(session: TenantSession, isOpen: () => boolean): Promise<void> {
    this.#around = await factsAround(session);
    if (isOpen() && isDaily(session) && hasUnjudged(session.vault, this.#memoryOf(session)))
      await this.#judge(session, isOpen);
    if (!isOpen()) return;
    const before = this.#memoryOf(session);
    const facts = this.#factsOf(session, before);
    const { memory, arisen, open } = decideNotices(before, facts);
    // A vault that nobody gave a schedule is not written to for it.
    if (isDaily(session)) writeNoticeMemory(session.vault, memory);
    const { vault } = session;
    this.#known = { tenantId: vault.description.tenantId, memory, facts, last: lastCapture(vault) };
    this.#tell(arisen, open);
  }

  /** As work: a vault that is to be locked meanwhile waits for its end, and what was not judged then is judged later. */
  async #judge(session: TenantSession, isOpen: () => boolean): Promise<void> {
    if (this.#engine.isWorking) return;
    try {
      await this.#engine.readVault(async (control) => {
        writeNoticeMemory(session.vault, await judgeNewSnapshots(session.vault, this.#memoryOf(session), control));
      });
    } catch (error) {
      // Another vault was opened in its place meanwhile.
      if (!isOpen()) return;
      if (!(error instanceof ReinstateError && error.code === "CANCELLED")) throw error;
    }
  }

  #lookAtKnown(now: number): void {
    if (this.#known === undefined) return;
    const facts = { ...this.#known.facts, ...this.#now(), now, isLocked: true };
    const { memory, arisen, open } = decideNotices(this.#known.memory, facts);
    this.#known = { ...this.#known, memory, facts };
    this.#tell(arisen, open);
  }

  /** As the vault has it, with what was told while it was locked. */
  #memoryOf({ vault }: TenantSession): NoticeMemory {
    const stored = readNoticeMemory(vault);
    return this.#known?.tenantId === vault.description.tenantId ? mergeTold(stored, this.#known.memory) : stored;
  }

  #factsOf(session: TenantSession, { risks }: NoticeMemory): NoticeFacts {
    return { ...factsInVault(session), ...this.#around, ...this.#now(), risks, isLocked: false };
  }

  #now(): Pick<NoticeFacts, "isWorking" | "needsSignIn"> {
    return { isWorking: this.#engine.isWorking, needsSignIn: this.#needsSignIn };
  }

  #tell(arisen: readonly Notice[], open: readonly Notice[]): void {
    this.#open = open;
    if (arisen.length > 0) this.#engine.options.emit("notices.didArise", { notices: arisen });
  }

  /** To the window what is open, to the host how things stand; each only when it changed. */
  #show(): void {
    const { emit } = this.#engine.options;
    const state = this.#state();
    const shown = { background: JSON.stringify(state), open: JSON.stringify(this.#open) };
    const before = this.#shown;
    this.#shown = shown;
    if (shown.open !== before.open) emit("notices.didChange", { open: this.#open });
    if (shown.background !== before.background) emit("background.didChange", state);
  }

  #state(): BackgroundState {
    const { settings, nextAt = null } = this.#known?.facts.schedule ?? {};
    return {
      session: this.#engine.options.door.describe().state,
      daily: settings?.daily ?? null,
      nextAt,
      last: this.#known?.last ?? null,
      attention: this.#open.length,
    };
  }
}

function isDaily({ vault }: TenantSession): boolean {
  return describeSchedule({ vault }).settings.daily;
}
