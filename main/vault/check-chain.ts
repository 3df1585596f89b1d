import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { ChainEvent } from "../../preload/contract/chain-event.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { type ChainLink, chainLinks, isEvent } from "./chain-links.ts";
import { checkEvent } from "./check-event.ts";
import { HeadProblem, inPlace, Problem } from "./check-problem.ts";
import { problemOfHead } from "./keep-head.ts";
import type { VaultParts } from "./vault-parts.ts";
import { recordId, verifyRecord } from "./verify-record.ts";

/** Records against their ids, signatures and predecessors; the end of the chain against head.json. */
export function checkChain(parts: VaultParts): void {
  const { chain } = parts;
  const records = rowsOf<SnapshotRecord>(parts, "snapshot", "number");
  const events = rowsOf<ChainEvent>(parts, "chain_event", "sequence");
  let previous: ChainLink | undefined;
  let key = firstKey(events) ?? chain.publicKey;
  for (const link of chainLinks(records, events)) {
    checkLink(parts, link, previous, key);
    if (isEvent(link.record)) key = checkEvent(parts, link.record, records, key);
    previous = link;
  }
  if (key !== chain.publicKey) throw new Problem("The vault's signing key is not the one that its chain ends with.");
  const [stored, known] = [records.length, chain.records.length];
  if (stored !== known)
    throw new Problem(`There are ${stored} snapshot records, but ${known} when the vault was opened.`);
  if (events.length !== chain.events.length)
    throw new Problem(`There are ${events.length} events, but ${chain.events.length} when the vault was opened.`);
  const problem = inPlace("head.json", () => problemOfHead(parts));
  if (problem !== undefined) throw new HeadProblem(problem);
}

const nouns = { snapshot: "snapshot", chain_event: "event" } as const;

/** The records of a table, each the canonical text that its id was made from and numbered without a gap. */
function rowsOf<Content extends SnapshotRecord | ChainEvent>(
  { database }: VaultParts,
  table: keyof typeof nouns,
  key: string,
): readonly Content[] {
  const noun = nouns[table];
  const rows = inPlace(`the table of ${noun}s`, () =>
    database.all<{ place: number; record: string }>(`SELECT ${key} AS place, record FROM ${table} ORDER BY ${key}`),
  );
  return rows.map(({ place, record: text }, index) => {
    const number = index + 1;
    if (place !== number) throw new Problem(`The record of ${noun} ${number} is missing.`);
    const record = inPlace(`the record of ${noun} ${number}`, () => JSON.parse(text) as Content);
    const isOriginal = inPlace(
      `the record of ${noun} ${number}`,
      () => recordId(record) === record.id && canonicalJson(record as unknown as JsonValue) === text,
    );
    if (!isOriginal) throw new Problem(`${nameOf(noun, number)}: the record is not what its id was made from.`);
    return record;
  });
}

function checkLink({ tenant, chain }: VaultParts, link: ChainLink, previous: ChainLink | undefined, key: string): void {
  const { record } = link;
  const [noun, number] = isEvent(record) ? (["event", link.events] as const) : (["snapshot", link.number] as const);
  const says = (what: string) => new Problem(`${nameOf(noun, number)}: ${what}.`);
  const own = isEvent(record) ? record.sequence : record.number;
  if (!verifyRecord(record, key)) throw says("the signature of the record does not hold");
  if (own !== number) throw says(`the record says that it is ${noun} ${own}`);
  if (record.previous !== (previous?.record.id ?? null)) throw says("the record does not follow the one before");
  if (record.tenantId !== tenant.id) throw says("the record is of another tenant");
  const known = isEvent(record) ? chain.events[number - 1] : chain.records[number - 1];
  if (known?.id !== record.id) throw says("the record is another one than when the vault was opened");
}

function nameOf(noun: string, number: number): string {
  return `${noun === "event" ? "Event" : "Snapshot"} ${number}`;
}

function firstKey(events: readonly ChainEvent[]): string | undefined {
  for (const event of events) if (event.kind === "rekey") return event.formerKey;
  return undefined;
}
