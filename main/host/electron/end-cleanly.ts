import { app, dialog, powerMonitor } from "electron";
import type { WorkProgress } from "../../../preload/contract/events.ts";
import type { EngineThread } from "../engine-thread.ts";
import { quitQuestion } from "./background/quit-question.ts";
import { hearSessionEnd } from "./hear-session-end.ts";

interface EndingOptions {
  readonly engine: Pick<EngineThread, "isWorking" | "isBusy" | "stop">;
  /** What runs, as far as it has said. */
  readonly work: () => WorkProgress["work"] | undefined;
  /** The person would rather go on; there may be no window any more. */
  readonly onStay: () => void;
}

export interface CleanEnd {
  /** Ends work under way and closes the vault, without an end of the program. */
  readonly endWork: () => Promise<void>;
  /** There is no window, and the program goes on. */
  readonly staysWithoutWindow: () => void;
}

/**
 * However the end comes, work under way ends cleanly and the vault is closed first. A person who quits is asked while work
 * runs; a computer that shuts down is not kept waiting for an answer.
 */
export function endCleanly({ engine, work, onStay }: EndingOptions): CleanEnd {
  let ending: Promise<void> | undefined;
  let isEnded = false;
  let isAsking = false;
  const end = () => {
    ending ??= engine.stop().finally(() => {
      isEnded = true;
    });
    return ending;
  };
  const leave = async () => {
    await end().catch(() => undefined);
    app.quit();
  };
  const quit = async () => {
    if (isAsking) return;
    isAsking = true;
    const mayEnd = ending !== undefined || !engine.isWorking() || (await mayQuit(work()));
    isAsking = false;
    // The computer may have begun to shut down while the question stood there.
    if (mayEnd || ending !== undefined) await leave();
    else onStay();
  };
  app.on("before-quit", (event) => {
    if (isEnded) return;
    event.preventDefault();
    void quit();
  });
  const { listen } = hearShutdown({ isBusy: () => !isEnded && engine.isBusy(), leave });
  return { endWork: end, staysWithoutWindow: listen };
}

/** Where work is under way the system is asked to wait for its end; each has a way of its own to tell that it wants to end. */
function hearShutdown({ isBusy, leave }: { isBusy(): boolean; leave(): Promise<void> }): { listen(): void } {
  // Linux and macOS. Its type has no event, its documentation has.
  powerMonitor.on("shutdown", (event?: Electron.Event) => {
    if (isBusy()) event?.preventDefault();
    void leave();
  });
  // It shows the person whose window keeps it waiting.
  return hearSessionEnd((window) => {
    window.on("query-session-end", (event) => {
      if (!isBusy()) return;
      event.preventDefault();
      void leave();
    });
    window.on("session-end", () => void leave());
  });
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
