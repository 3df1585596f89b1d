import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const rectangle = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

/** Chromium makes it of what the display says of itself (X11: 56 bits): larger than what counts as an integer here. */
const displayId = z.number();

/** What the host remembers of this computer's person, beside the page's own data; nothing of a tenant's. */
const memorySchema = z.strictObject({
  window: z.strictObject({
    displays: z.array(z.strictObject({ id: displayId, bounds: rectangle, maximized: z.boolean() })).readonly(),
    last: displayId.nullable(),
    zoom: z.number().min(-8).max(9),
  }),
  /** That Reinstate stays in the tray was said. */
  explainedTray: z.boolean(),
  /** Whether a snapshot was taken every day when that was known last. */
  daily: z.boolean(),
});

export type HostMemory = z.infer<typeof memorySchema>;

const nothing: HostMemory = {
  window: { displays: [], last: null, zoom: 0 },
  explainedTray: false,
  daily: false,
};

/** Kept in a file, which somebody may alter: what makes no sense there is as if nothing was remembered. */
export class HostMemoryFile {
  readonly #path: string;
  #memory: HostMemory;

  constructor(path: string) {
    this.#path = path;
    this.#memory = read(path);
  }

  get current(): HostMemory {
    return this.#memory;
  }

  /** Written at once, and whole or not at all. That it cannot be written loses a window's place and nothing else. */
  keep(change: Partial<HostMemory>): void {
    const next = { ...this.#memory, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#memory)) return;
    this.#memory = next;
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#path}.new`, JSON.stringify(next), { mode: 0o600 });
      renameSync(`${this.#path}.new`, this.#path);
    } catch {
      // As said above.
    }
  }
}

function read(path: string): HostMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return nothing;
  }
}
