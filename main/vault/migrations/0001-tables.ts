import type { Migration } from "./migrations.ts";

/** The tables of format 1; docs/vault-format.md says what is in them. */
export const tables: Migration = {
  number: 1,
  statements: `
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE id_block (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, guids BLOB NOT NULL, others TEXT NOT NULL) STRICT;
    CREATE TABLE pack (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE chunk (hash BLOB PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE bucket (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, base INTEGER, depth INTEGER NOT NULL, count INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE TABLE tree (snapshot INTEGER NOT NULL, type TEXT NOT NULL, buckets BLOB NOT NULL, PRIMARY KEY (snapshot, type)) WITHOUT ROWID, STRICT;
    CREATE TABLE audit_pack (snapshot INTEGER NOT NULL, part INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
      size INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (snapshot, part)) STRICT;
    CREATE TABLE snapshot (number INTEGER PRIMARY KEY, record TEXT NOT NULL, next_entry INTEGER NOT NULL, next_bucket INTEGER NOT NULL) STRICT;
    CREATE TABLE recovery_plan (id TEXT PRIMARY KEY, position INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE recovery_job (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, position INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE journal (job TEXT NOT NULL, sequence INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (job, sequence)) WITHOUT ROWID, STRICT;
    CREATE TABLE tally (name TEXT PRIMARY KEY, sum BLOB NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
  `,
};
