import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type Database from "better-sqlite3-multiple-ciphers";
import type { Plan } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";

/** Plans, jobs and their journal. Each write is durable when it returns. */
export class JobStore {
  readonly #database: Database.Database;
  readonly #appendJournal: Database.Statement;
  readonly #nextSequence: Database.Statement;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#appendJournal = database.prepare("INSERT INTO journal (job, sequence, body) VALUES (?, ?, ?)");
    this.#nextSequence = database.prepare("SELECT coalesce(max(sequence), 0) + 1 AS next FROM journal WHERE job = ?");
  }

  savePlan(plan: Plan): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO plan (id, created, body) VALUES (?, ?, ?)")
      .run(plan.id, plan.createdAt, packed(plan));
  }

  plan(id: string): Plan | undefined {
    const row = this.#database.prepare("SELECT body FROM plan WHERE id = ?").get(id) as { body: Buffer } | undefined;
    return row === undefined ? undefined : unpacked<Plan>(row.body);
  }

  plans(): readonly Plan[] {
    const rows = this.#database.prepare("SELECT body FROM plan ORDER BY created DESC").all() as { body: Buffer }[];
    return rows.map(({ body }) => unpacked<Plan>(body));
  }

  saveJob(job: RecoveryJob): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO job (id, started, body) VALUES (?, ?, ?)")
      .run(job.id, job.startedAt, packed(job));
  }

  job(id: string): RecoveryJob | undefined {
    const row = this.#database.prepare("SELECT body FROM job WHERE id = ?").get(id) as { body: Buffer } | undefined;
    return row === undefined ? undefined : unpacked<RecoveryJob>(row.body);
  }

  jobs(): readonly RecoveryJob[] {
    const rows = this.#database.prepare("SELECT body FROM job ORDER BY started DESC, rowid DESC").all() as {
      body: Buffer;
    }[];
    return rows.map(({ body }) => unpacked<RecoveryJob>(body));
  }

  appendJournal(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    const { next } = this.#nextSequence.get(entry.jobId) as { next: number };
    const whole: JournalEntry = { ...entry, sequence: next };
    this.#appendJournal.run(entry.jobId, next, JSON.stringify(whole));
    return whole;
  }

  journal(jobId: string): readonly JournalEntry[] {
    const rows = this.#database.prepare("SELECT body FROM journal WHERE job = ? ORDER BY sequence").all(jobId) as {
      body: string;
    }[];
    return rows.map(({ body }) => JSON.parse(body) as JournalEntry);
  }
}

function packed(value: unknown): Buffer {
  return zstdCompressSync(JSON.stringify(value));
}

function unpacked<Value>(bytes: Buffer): Value {
  return JSON.parse(zstdDecompressSync(bytes).toString("utf8")) as Value;
}
