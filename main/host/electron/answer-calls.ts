import type { IpcMainInvokeEvent } from "electron";
import { ipcMain } from "electron";
import type { Answer } from "../../../preload/contract/bridge.ts";
import { isOurAddress } from "./serve-page.ts";

/** The only listener for messages of a page: the sender is checked first, and a refused call rejects. */
export function answerCalls(handle: (method: unknown, input: unknown) => Promise<Answer<unknown>>): void {
  ipcMain.handle("reinstate:call", (event, method: unknown, input: unknown) => {
    if (!isOurPage(event)) throw new Error("refused");
    return handle(method, input);
  });
}

/** True for the top frame of our own page. */
export function isOurPage({ senderFrame }: Pick<IpcMainInvokeEvent, "senderFrame">): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return isOurAddress(senderFrame.url);
}
