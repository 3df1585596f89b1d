/** A buffer that is written from the front, grows as needed and is used again. */
export class GrowingBytes {
  #bytes: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  text(value: string): void {
    // No UTF-16 unit becomes more than three bytes.
    this.#reserve(value.length * 3);
    this.#length += this.#bytes.write(value, this.#length, "utf8");
  }

  /** One byte a character. */
  raw(value: string): void {
    this.#reserve(value.length);
    this.#length += this.#bytes.write(value, this.#length, "latin1");
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** Big-endian: hashed forms. */
  numberForHash(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
  }

  /** Little-endian: stored forms. */
  number(value: number, width = 4): void {
    this.#reserve(width);
    this.#length = this.#bytes.writeUIntLE(value, this.#length, width);
  }

  /** The text with its length in bytes before it. */
  sized(value: string): void {
    this.numberForHash(0);
    const start = this.#length;
    this.text(value);
    this.#bytes.writeUInt32BE(this.#length - start, start - 4);
  }

  /** What was written, in place: valid until the next write. */
  view(from = 0, to = this.#length): Buffer {
    return this.#bytes.subarray(from, to);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
