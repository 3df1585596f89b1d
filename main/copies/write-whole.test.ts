import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { folderStore } from "./folder-store.ts";

/** What was synced, in order, and what syncing a folder fails with. */
const disk = vi.hoisted(() => ({ synced: [] as string[], refuses: undefined as string | undefined }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof files>();
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      if (flags === "r" && disk.refuses !== undefined) throw Object.assign(new Error("sync"), { code: disk.refuses });
      disk.synced.push(String(path));
      await sync();
    };
    return handle;
  };
  const rename: typeof real.rename = async (from, to) => {
    disk.synced.push(`renamed ${String(to)}`);
    await real.rename(from, to);
  };
  return { ...real, open, rename };
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reinstate-whole-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  Object.assign(disk, { synced: [], refuses: undefined });
});

describe.skipIf(process.platform === "win32")("a file of a copy is there after a power failure", () => {
  it("with the folders it lies in", async () => {
    await folderStore(folder).write("segments/ab/abc", Buffer.from("whole"));
    const name = join(folder, "segments", "ab", "abc");
    expect(disk.synced).toEqual([
      folder,
      join(folder, "segments"),
      `${name}.new`,
      `renamed ${name}`,
      join(folder, "segments", "ab"),
    ]);
  });

  it.each(["EINVAL", "ENOTSUP", "EPERM"])("as far as a disk allows that refuses to sync folders (%s)", async (code) => {
    disk.refuses = code;
    await folderStore(folder).write("segments/ab/abc", Buffer.from("whole"));
    expect(readFileSync(join(folder, "segments", "ab", "abc"), "utf8")).toBe("whole");
  });

  it("or the run is told that it failed", async () => {
    disk.refuses = "EIO";
    const write = folderStore(folder).write("segments/ab/abc", Buffer.from("whole"));
    await expect(write).rejects.toMatchObject({ code: "USAGE_NOT_FOUND", details: "EIO", retryable: true });
  });
});
