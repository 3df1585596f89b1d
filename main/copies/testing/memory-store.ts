import type { CopyStore } from "../copy-store.ts";

/** A copy in memory; each call begins when `gate` lets it. */
export function memoryStore(files: Map<string, Buffer>, gate: () => Promise<unknown>): CopyStore {
  return {
    name: "memory",
    list: async (prefix) => {
      await gate();
      const found = [...files].filter(([name]) => name.startsWith(`${prefix}/`));
      return found.map(([name, { length }]) => ({ name, bytes: length }));
    },
    read: async (name) => {
      await gate();
      return files.get(name);
    },
    write: async (name, bytes) => {
      await gate();
      files.set(name, Buffer.from(bytes));
    },
    remove: async (name) => {
      await gate();
      files.delete(name);
    },
    removeUnfinished: async () => undefined,
  };
}
