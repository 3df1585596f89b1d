import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { OfferedExport, OfferedFile } from "../../preload/contract/review.ts";
import { diskError } from "../exchange/disk-error.ts";
import { exportLock } from "../exchange/export-lock.ts";

const keptFiles = 8;

/** Files that the person chose, or the system handed over: the page names them by an id and never by a path. */
export class OfferedFiles {
  readonly #paths = new Map<string, string>();
  #handedOver: string | undefined;

  /** USAGE_NOT_FOUND, DISK_DENIED. */
  async offer(path: string): Promise<OfferedFile> {
    const bytes = await sizeOf(path);
    const id = randomBytes(16).toString("hex");
    this.#paths.set(id, path);
    const oldest = this.#paths.keys().next().value;
    if (this.#paths.size > keptFiles && oldest !== undefined) this.#paths.delete(oldest);
    return { id, name: basename(path), bytes };
  }

  /** What is no age file is refused before anybody types a passphrase for it; see exportLock. */
  async offerExport(path: string): Promise<OfferedExport> {
    const lock = await exportLock(path);
    return { ...(await this.offer(path)), lock };
  }

  /** USAGE_NOT_FOUND. */
  path(id: string): string {
    const path = this.#paths.get(id);
    if (path === undefined)
      throw new ReinstateError("USAGE_NOT_FOUND", "This file is not chosen any more. Choose it again.");
    return path;
  }

  handOver(path: string): void {
    this.#handedOver = path;
  }

  /** Null: none is waiting. One that is no export is told of once. */
  async handedOver(): Promise<OfferedExport | null> {
    const path = this.#handedOver;
    if (path === undefined) return null;
    try {
      return await this.offerExport(path);
    } catch (error) {
      this.decline();
      throw error;
    }
  }

  decline(): void {
    this.#handedOver = undefined;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    throw diskError(error, path);
  }
  throw new ReinstateError("USAGE_NOT_FOUND", `${path} is not there, or is not a file.`);
}
