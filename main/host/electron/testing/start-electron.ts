import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { buildOnce } from "./build-once.ts";
import { RunningElectron, type StartOptions } from "./running-electron.ts";

const folders: string[] = [];

/** For a whole test file: builds what it starts, and removes its folders in the end. */
export function prepareStarts(): void {
  beforeAll(buildOnce, 300_000);
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-electron-"));
  folders.push(folder);
  return folder;
}

/** Where nothing else is said, for a person without data; killed when the test has finished. */
export function startElectron(options: Partial<StartOptions> = {}): RunningElectron {
  const running = new RunningElectron({ dataFolder: newFolder(), ...options });
  onTestFinished(() => running.kill());
  return running;
}
