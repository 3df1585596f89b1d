import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { prepareFile } from "./write-file-durably.ts";

/** What a disk takes of each write before the next one finds it full. */
const most = vi.hoisted(() => 4096);

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  const writeSync = (handle: number, bytes: Buffer, at = 0) =>
    original.writeSync(handle, Buffer.from(bytes).subarray(at, at + most));
  return { ...original, writeSync };
});

it("puts no part of a text in its place where the disk takes it in parts", () => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-durably-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "slots.json");
  const text = "é".repeat(most);
  prepareFile(path, text)();
  expect(readFileSync(path, "utf8")).toBe(text);
});
