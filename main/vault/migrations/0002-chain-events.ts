import type { Migration } from "./migrations.ts";

/** Removals and re-keyings in the chain; the whole records that imports came with. */
export const chainEvents: Migration = {
  number: 2,
  statements: `
    CREATE TABLE chain_event (sequence INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE imported_record (snapshot INTEGER PRIMARY KEY, record TEXT NOT NULL, public_key TEXT NOT NULL) STRICT;
  `,
};
