import type { Chain } from "./chain.ts";
import type { VaultDatabase } from "./database.ts";
import type { readHead } from "./head-file.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import type { PackReader } from "./pack-reader.ts";
import type { TreeStore } from "./tree-store.ts";
import type { vaultFiles } from "./vault-files.ts";
import type { WriterLock } from "./writer-lock.ts";

/** What an open vault is made of. */
export interface VaultParts {
  readonly files: ReturnType<typeof vaultFiles>;
  readonly database: VaultDatabase;
  /** Undefined for readers. */
  readonly lock: WriterLock | undefined;
  /** For readers: head.json as it was before they looked at the chain, which may have grown since. */
  readonly headAtOpen?: ReturnType<typeof readHead>;
  readonly ids: IdDictionary;
  readonly packs: PackReader;
  readonly trees: TreeStore;
  readonly chain: Chain;
  readonly tenant: { readonly id: string; readonly name: string };
}
