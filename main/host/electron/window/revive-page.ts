import { type BrowserWindow, dialog } from "electron";

/** A page whose process died is white and deaf, and work goes on behind it: the person has it anew, or closes the window. */
export function revivePage(window: BrowserWindow): void {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") void askWhatNow(window);
  });
}

async function askWhatNow(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    title: "Reinstate",
    message: "What this window showed has ended unexpectedly",
    detail: "Work that is under way goes on, and nothing that was sealed or written is lost.",
    buttons: ["Show it again", "Close the window"],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}
