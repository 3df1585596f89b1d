const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** What stands for Electron's binary: its fuses and nothing else, all on. */
export function unsetFuses(count = 9): Buffer {
  const wire = Buffer.from([1, count, ...Buffer.from("1".repeat(count))]);
  return Buffer.concat([Buffer.from(`stand-in ${sentinel}`), wire]);
}
