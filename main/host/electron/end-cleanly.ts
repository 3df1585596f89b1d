import { app, dialog, powerMonitor } from "electron";
import type { WorkProgress } from "../../../preload/contract/events.ts";
import type { EngineThread } from "../engine-thread.ts";
import { quitQuestion } from "./background/quit-question.ts";

interface EndingOptions {
  readonly engine: Pick<EngineThread, "isWorking" | "stop">;
  /** What runs, as far as it has said. */
  readonly work: () => WorkProgress["work"] | undefined;
  /** The person would rather go on; there may be no window any more. */
  readonly onStay: () => void;
}

/**
 * However the end comes, work under way ends cleanly and the vault is closed first. A person who quits is asked while work
 * runs; a computer that shuts down is not kept waiting for an answer. What it gives does that without an end of the program.
 */
export function endCleanly({ engine, work, onStay }: EndingOptions): () => Promise<void> {
  let ending: Promise<void> | undefined;
  let isEnded = false;
  let isAsking = false;
  let isShuttingDown = false;
  const end = () => {
    ending ??= engine.stop().finally(() => {
      isEnded = true;
    });
    return ending;
  };
  const quit = async () => {
    if (isAsking) return;
    isAsking = true;
    const mayEnd = isShuttingDown || ending !== undefined || !engine.isWorking() || (await mayQuit(work()));
    isAsking = false;
    if (!mayEnd) return onStay();
    await end().catch(() => undefined);
    app.quit();
  };
  app.on("before-quit", (event) => {
    if (isEnded) return;
    event.preventDefault();
    void quit();
  });
  powerMonitor.on("shutdown", () => {
    isShuttingDown = true;
  });
  return end;
}

async function mayQuit(work: WorkProgress["work"] | undefined): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    title: "Reinstate",
    ...quitQuestion(work),
    buttons: ["Keep running", "Quit"],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
