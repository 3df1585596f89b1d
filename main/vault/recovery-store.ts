import { parseJson } from "../../preload/contract/parse-json.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { VaultDatabase } from "./database.ts";
import { type TalliedTable, tallied } from "./tally.ts";
import { compress, decompress } from "./zstd.ts";

interface Stored {
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Plans, jobs and their journal. Every call is a transaction of its own and on the disk when it returns. */
export class RecoveryStore {
  readonly #database: VaultDatabase;
  readonly #isOnlyWriter: boolean;
  /** Jobs that this process is carrying out. */
  readonly #running = new Set<string>();

  /** `isOnlyWriter`: nobody else can be carrying a job out, so one that is still running was left by a process that ended. */
  constructor(database: VaultDatabase, isOnlyWriter = false) {
    this.#database = database;
    this.#isOnlyWriter = isOnlyWriter;
  }

  /** A plan that is kept stays as it is: what was reviewed, and what an undo goes by. Another one under its id is a bug. */
  savePlan(plan: Plan): void {
    const kept = this.plan(plan.id);
    if (kept?.hash === plan.hash) return;
    if (kept !== undefined) throw new Error("a plan that is kept was about to be replaced");
    const { size, bytes } = store(plan);
    const sql = `INSERT INTO recovery_plan (id, position, size, bytes)
       VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM recovery_plan), ?, ?)`;
    this.#write("recovery_plan", plan.id, () => this.#database.run(sql, plan.id, size, bytes));
  }

  plan(id: string): Plan | undefined {
    return read<Plan>(this.#database.get<Stored>("SELECT size, bytes FROM recovery_plan WHERE id = ?", id));
  }

  plans(): readonly Plan[] {
    return readAll<Plan>(this.#database.all<Stored>("SELECT size, bytes FROM recovery_plan ORDER BY position"));
  }

  saveJob(job: RecoveryJob): void {
    const { size, bytes } = store(job);
    const sql = `INSERT INTO recovery_job (id, started_at, position, size, bytes)
       VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM recovery_job), ?, ?)
       ON CONFLICT (id) DO UPDATE SET size = excluded.size, bytes = excluded.bytes`;
    this.#write("recovery_job", job.id, () => this.#database.run(sql, job.id, job.startedAt, size, bytes));
    if (job.state === "running") this.#running.add(job.id);
    else this.#running.delete(job.id);
  }

  job(id: string): RecoveryJob | undefined {
    const job = read<RecoveryJob>(this.#database.get<Stored>("SELECT size, bytes FROM recovery_job WHERE id = ?", id));
    return job === undefined ? undefined : this.#asItIs(job);
  }

  jobs(): readonly RecoveryJob[] {
    const sql = "SELECT size, bytes FROM recovery_job ORDER BY started_at DESC, position DESC";
    return readAll<RecoveryJob>(this.#database.all<Stored>(sql)).map((job) => this.#asItIs(job));
  }

  #asItIs(job: RecoveryJob): RecoveryJob {
    const isLeft = this.#isOnlyWriter && job.state === "running" && !this.#running.has(job.id);
    return isLeft ? { ...job, state: "interrupted" } : job;
  }

  append(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    return this.#database.transaction(() => this.#append(entry));
  }

  #append(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    const { jobId } = entry;
    const sql = "SELECT coalesce(max(sequence), 0) + 1 AS next FROM journal WHERE job = ?";
    const sequence = this.#database.get<{ next: number }>(sql, jobId)?.next ?? 1;
    const numbered: JournalEntry = { ...entry, sequence };
    tallied(this.#database, "journal", [jobId, sequence], () => {
      const insert = "INSERT INTO journal (job, sequence, entry) VALUES (?, ?, ?)";
      this.#database.run(insert, jobId, sequence, JSON.stringify(numbered));
    });
    return numbered;
  }

  /** One transaction, and so one wait for the disk, for all of them. */
  appendAll(entries: readonly Omit<JournalEntry, "sequence">[]): void {
    this.#database.transaction(() => {
      for (const entry of entries) this.#append(entry);
    });
  }

  journal(jobId: string): readonly JournalEntry[] {
    const sql = "SELECT entry FROM journal WHERE job = ? ORDER BY sequence";
    return this.#database
      .all<{ entry: string }>(sql, jobId)
      .map(({ entry }) => parseJson(entry) as unknown as JournalEntry);
  }

  secret(name: string): Uint8Array | undefined {
    const value = this.#database.get<{ value: Uint8Array }>("SELECT value FROM secret WHERE name = ?", name)?.value;
    return value === undefined ? undefined : new Uint8Array(value);
  }

  setSecret(name: string, value: Uint8Array | undefined): void {
    this.#write("secret", name, () => {
      if (value === undefined) this.#database.run("DELETE FROM secret WHERE name = ?", name);
      else this.#database.run("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)", name, Buffer.from(value));
    });
  }

  #write(table: TalliedTable, key: string, write: () => void): void {
    this.#database.transaction(() => tallied(this.#database, table, [key], write));
  }
}

function store(value: Plan | RecoveryJob): Stored {
  const text = Buffer.from(JSON.stringify(value), "utf8");
  return { size: text.length, bytes: compress(text) };
}

function read<Value>(row: Stored | undefined): Value | undefined {
  return row === undefined ? undefined : (parseJson(decompress(row.bytes, row.size).toString("utf8")) as Value);
}

function readAll<Value>(rows: readonly Stored[]): readonly Value[] {
  return rows.map((row) => read<Value>(row) as Value);
}
