import { tallied } from "../tally.ts";
import type { CheckProgress } from "../vault.ts";
import { setMeta } from "../vault-meta.ts";
import type { VaultParts } from "../vault-parts.ts";
import { type LiveParts, markLive, nextPack } from "./live-parts.ts";
import { withoutDead } from "./without-dead.ts";

const rowsPerTransaction = 5000;
const pagesPerStep = 2048;

/**
 * Takes away what no snapshot reaches. Each step is a transaction after which the vault
 * proves; whoever stops in the middle begins anew. The caller must end it before anything is sealed: what is dead may not
 * come to live again meanwhile.
 */
export function* sweep(parts: VaultParts): Generator<CheckProgress, void> {
  const { database } = parts;
  const live = yield* markLive(parts);
  dropChunks(parts, live);
  yield* dropBuckets(parts, live);
  yield* rewritePacks(parts, live);
  database.transaction(() => setMeta(database, "unswept", undefined));
}

/** Also what others freed, such as what had been read of a capture before it was sealed. */
export function* giveBackRoom({ database, chain }: VaultParts): Generator<CheckProgress, void> {
  const total = chain.state.nextEntry - 1;
  while (database.tryToGiveBackRoom(pagesPerStep)) yield { done: total, total };
}

/** Before their entries go: a chunk that has an address has to be there. */
function dropChunks({ database }: VaultParts, { entries }: LiveParts): void {
  const rows = database.all<{ hash: Uint8Array; number: number }>("SELECT hash, number FROM chunk");
  database.transaction(() => {
    for (const { hash, number } of rows) {
      if (entries[number] !== 0) continue;
      tallied(database, "chunk", [hash], () => database.run("DELETE FROM chunk WHERE hash = ?", hash));
    }
  });
}

function* dropBuckets({ database, trees }: VaultParts, { buckets, entries }: LiveParts): Generator<CheckProgress> {
  const dead = trees.rows().filter((row) => buckets[row] !== 1);
  for (let index = 0; index < dead.length; index += rowsPerTransaction) {
    database.transaction(() => {
      for (const row of dead.slice(index, index + rowsPerTransaction))
        database.run("DELETE FROM bucket WHERE number = ?", row);
    });
    yield { done: 0, total: entries.length - 1 };
  }
}

function* rewritePacks(parts: VaultParts, live: LiveParts): Generator<CheckProgress> {
  const { database } = parts;
  const total = live.entries.length - 1;
  for (let next = 1; next <= total; ) {
    const row = nextPack(parts, next);
    if (row === undefined) return;
    const rewritten = withoutDead(row, live);
    if (rewritten === "empty") database.run("DELETE FROM pack WHERE first = ?", row.first);
    else if (rewritten !== undefined) {
      const sql = "UPDATE pack SET size = ?, bytes = ? WHERE first = ?";
      database.run(sql, rewritten.size, rewritten.bytes, row.first);
    }
    next = row.first + row.count;
    yield { done: next - 1, total };
  }
}
