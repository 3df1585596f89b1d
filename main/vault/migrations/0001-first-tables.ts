/** Packs, snapshot indexes, records, audit records, recovery journal, small secrets. docs/vault-format.md explains each. */
export const firstTables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE pack (id INTEGER PRIMARY KEY, hash BLOB NOT NULL, length INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE chunk (hash BLOB PRIMARY KEY, pack INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (snapshot INTEGER NOT NULL, type TEXT NOT NULL, base INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (snapshot, type));
CREATE TABLE record (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE audit (snapshot INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX audit_by_snapshot ON audit (snapshot);
CREATE TABLE plan (id TEXT PRIMARY KEY, created TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE job (id TEXT PRIMARY KEY, started TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE journal (job TEXT NOT NULL, sequence INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (job, sequence)) WITHOUT ROWID;
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
`;
