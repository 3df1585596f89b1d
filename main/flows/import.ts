import { basename } from "node:path";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readExportFolder } from "../exchange/read-export-folder.ts";
import type { SnapshotSeal } from "../vault/vault.ts";
import { giveWay } from "./give-way.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

export interface Imported {
  readonly record: SnapshotRecord;
  readonly objects: number;
  readonly refused: readonly { readonly file: string; readonly name: string; readonly reason: string }[];
}
