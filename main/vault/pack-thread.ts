import { Worker } from "node:worker_threads";
import { compress, compressionLevel, decompress } from "./zstd.ts";

const slotCount = 4;
/** Packs are closed at 768 KiB; one that holds a single huge object is dealt with by whoever asks. */
const slotBytes = 1024 * 1024;
const slotFields = 4;
/** Far more than a pack takes on the busiest machine: after it the thread is taken for dead and asked no more. */
const patienceMs = 5000;

const free = 0;
const asked = 1;
const done = 2;

const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 32 };

/** Memory that both threads see: four fields a slot (state, bytes that came, size that is to come out or 0, bytes that did). */
interface Shared {
  readonly fields: Int32Array;
  readonly inputs: Uint8Array;
  readonly outputs: Uint8Array;
  readonly slotBytes: number;
  readonly level: number;
}

export interface PackJob {
  readonly slot: number;
  readonly size: number;
}

/**
 * A second thread that compresses and opens packs while this one goes on with what only it can do. Whoever asks never
 * depends on it: where it is busy, slow to start or dead, the work is done here. It shares memory instead of sending
 * messages, since a seal or a report does not return to the event loop before it ends.
 */
export class PackThread {
  readonly #shared = newShared();
  readonly #worker: Worker;
  #next = 0;
  #isDead = false;

  constructor() {
    // From its own text, so that it starts alike from source, from a bundle and from an archive.
    const text = `(${serve.toString()})(require("node:worker_threads").workerData, require("node:zlib"))`;
    this.#worker = new Worker(text, { eval: true, workerData: this.#shared, execArgv: [], resourceLimits });
    this.#worker.on("error", () => {
      this.#isDead = true;
    });
    this.#worker.unref();
  }

  /** Undefined: it has its hands full, or the content is too large for it. */
  compress(content: Uint8Array): PackJob | undefined {
    return this.#ask(content, 0);
  }

  /** `size`: bytes that come out. */
  decompress(bytes: Uint8Array, size: number): PackJob | undefined {
    return size === 0 || size > slotBytes ? undefined : this.#ask(bytes, size);
  }

  get isFree(): boolean {
    return !this.#isDead && Atomics.load(this.#shared.fields, this.#next * slotFields) === free;
  }

  isDone({ slot }: PackJob): boolean {
    return Atomics.load(this.#shared.fields, slot * slotFields) !== asked;
  }

  /** Waits for the result, which is valid until the next job is asked for. Content that is not as stored is an error. */
  take(job: PackJob): Buffer {
    const { fields, inputs, outputs } = this.#shared;
    const { slot, size } = job;
    const at = slot * slotFields;
    const isDone = this.drop(job);
    const length = fields[at + 3] as number;
    if (isDone && length > 0) return bytesOf(outputs, slot, length);
    // Dead, or it could not: here the reason is found.
    const input = bytesOf(inputs, slot, fields[at + 1] as number);
    return size === 0 ? compress(input) : decompress(input, size);
  }

  /** Waits until the job is done and frees its slot; false if it never was, and then the thread counts as dead. */
  drop({ slot }: PackJob): boolean {
    const { fields } = this.#shared;
    const at = slot * slotFields;
    if (!this.#isDead) Atomics.wait(fields, at, asked, patienceMs);
    const isDone = Atomics.load(fields, at) === done;
    if (isDone) Atomics.store(fields, at, free);
    else this.#isDead = true;
    return isDone;
  }

  /** Waits for jobs that nobody took: a thread that is ended while it begins to open a pack ends the whole process (Node 24). */
  close(): void {
    const { fields } = this.#shared;
    for (let at = 0; at < fields.length && !this.#isDead; at += slotFields) Atomics.wait(fields, at, asked, patienceMs);
    this.#isDead = true;
    void this.#worker.terminate();
  }

  #ask(input: Uint8Array, size: number): PackJob | undefined {
    const { fields, inputs } = this.#shared;
    const slot = this.#next;
    const at = slot * slotFields;
    if (input.length > slotBytes || !this.isFree) return undefined;
    inputs.set(input, slot * slotBytes);
    fields[at + 1] = input.length;
    fields[at + 2] = size;
    Atomics.store(fields, at, asked);
    Atomics.notify(fields, at);
    this.#next = (slot + 1) % slotCount;
    return { slot, size };
  }
}

function newShared(): Shared {
  return {
    fields: new Int32Array(new SharedArrayBuffer(slotCount * slotFields * 4)),
    inputs: new Uint8Array(new SharedArrayBuffer(slotCount * slotBytes)),
    outputs: new Uint8Array(new SharedArrayBuffer(slotCount * slotBytes)),
    slotBytes,
    level: compressionLevel,
  };
}

function bytesOf(area: Uint8Array, slot: number, length: number): Buffer {
  return Buffer.from(area.buffer, slot * slotBytes, length);
}

/** What the thread does, slot after slot, until it is ended. Refers to nothing outside itself: it runs from its text. */
function serve({ fields, inputs, outputs, slotBytes: room, level }: Shared, zlib: typeof import("node:zlib")): void {
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: level };
  const result = (input: Uint8Array, size: number) =>
    size === 0
      ? zlib.zstdCompressSync(input, { params, chunkSize: 1024 + (input.length >> 2) })
      : zlib.zstdDecompressSync(input, { chunkSize: size + 1, maxOutputLength: size });
  for (let slot = 0; ; slot = (slot + 1) % (fields.length / 4)) {
    const at = slot * 4;
    for (let state = Atomics.load(fields, at); state !== 1; state = Atomics.load(fields, at))
      Atomics.wait(fields, at, state);
    const size = fields[at + 2] as number;
    let length = 0;
    try {
      const start = slot * room;
      const output = result(inputs.subarray(start, start + (fields[at + 1] as number)), size);
      if (output.length <= room && (size === 0 || output.length === size)) {
        outputs.set(output, start);
        length = output.length;
        // As `release` does: fresh memory for each takes three times as long as opening it.
        if (output.byteOffset === 0 && output.buffer.byteLength > 65_536) (output.buffer as ArrayBuffer).transfer(0);
      }
    } catch {
      // Length 0 says so: whoever asked does it himself and meets the reason.
    }
    fields[at + 3] = length;
    Atomics.store(fields, at, 2);
    Atomics.notify(fields, at);
  }
}
