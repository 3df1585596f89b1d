import type { Notice, NoticeKind } from "../../preload/contract/notices.ts";
import { findNotices, isTrouble, riskId } from "./find-notices.ts";
import type { NoticeFacts } from "./notice-facts.ts";
import type { NoticeMemory } from "./notice-memory.ts";

const dayMs = 24 * 3_600_000;
/** After so long the same fact is told again if it still holds; what has been told of a snapshot never is. */
const repeatMs: Readonly<Record<NoticeKind, number>> = {
  failed: dayMs,
  overdue: dayMs,
  signIn: 2 * dayMs,
  copy: 7 * dayMs,
  disk: 7 * dayMs,
  risky: Number.POSITIVE_INFINITY,
  taken: Number.POSITIVE_INFINITY,
};
const mostRemembered = 100;
/** Older ones are in the timeline for whoever looks. */
export const mostRisks = 20;

export interface NoticeDecision {
  /** The same object where nothing changed. */
  readonly memory: NoticeMemory;
  /** To be told now. */
  readonly arisen: readonly Notice[];
  /** What needs attention and was not put away. */
  readonly open: readonly Notice[];
}

/** What to tell, and what is remembered of it (pure). A kind that is switched off neither arises nor is counted. */
export function decideNotices(memory: NoticeMemory, facts: NoticeFacts): NoticeDecision {
  const holding = findNotices(facts);
  const wanted = holding.filter(({ kind }) => memory.settings[kind]);
  const open = wanted.filter(({ id }) => !memory.dismissed.includes(id));
  const isTroubled = holding.some(isTrouble);
  const arisen = [...open, ...relief(memory, facts, isTroubled)].filter((notice) => isNew(memory, notice, facts.now));
  return { memory: remember(memory, facts, { arisen, holding, isTroubled }), arisen, open };
}

/** Puts a notice away until another fact arises. */
export function dismiss(memory: NoticeMemory, id: string): NoticeMemory {
  const risks = memory.risks.filter(({ to }) => riskId(to) !== id);
  if (risks.length < memory.risks.length) return { ...memory, risks };
  if (memory.dismissed.includes(id)) return memory;
  return { ...memory, dismissed: [id, ...memory.dismissed].slice(0, mostRemembered) };
}

/** All is well again, once for what was wrong. */
function relief(
  { troubled, settings }: NoticeMemory,
  { schedule }: NoticeFacts,
  isTroubled: boolean,
): readonly Notice[] {
  const { last, settings: chosen } = schedule;
  if (!troubled || isTroubled || !settings.taken || !chosen.daily || last?.outcome !== "taken") return [];
  const text = "What was wrong with it before is over.";
  return [
    { id: `taken:${last.at}`, kind: "taken", title: "The daily snapshot was taken", text, address: "#/timeline" },
  ];
}

function isNew({ told }: NoticeMemory, notice: Notice, now: number): boolean {
  const { id, kind } = notice;
  const before = told.find((each) => each.id === id);
  if (before === undefined) return true;
  if (kind === "failed" && !isTrouble(notice)) return false;
  const passed = now - Date.parse(before.at);
  // A clock that was set back must not silence it for years.
  return passed >= repeatMs[kind] || passed < -dayMs;
}

interface Decided {
  readonly arisen: readonly Notice[];
  readonly holding: readonly Notice[];
  readonly isTroubled: boolean;
}

function remember(memory: NoticeMemory, { now, schedule }: NoticeFacts, { arisen, holding, isTroubled }: Decided) {
  const isOver = !isTroubled && schedule.last?.outcome === "taken";
  const troubled = isTroubled || (memory.troubled && !isOver);
  const dismissed = memory.dismissed.filter((id) => holding.some((notice) => notice.id === id));
  if (arisen.length === 0 && troubled === memory.troubled && dismissed.length === memory.dismissed.length)
    return memory;
  const at = new Date(now).toISOString();
  const again = arisen.map(({ id }) => ({ id, at }));
  const others = memory.told.filter(({ id }) => !arisen.some((notice) => notice.id === id));
  return { ...memory, troubled, dismissed, told: [...again, ...others].slice(0, mostRemembered) };
}
