import { Notification } from "electron";
import type { Notice } from "../../../../preload/contract/notices.ts";

/** Without somebody who holds it, a notification is gone before it is clicked. */
const shown = new Set<Notification>();

/** By the system's own notifications, where it has any. A click leads to the screen that helps. */
export function tellNotices(notices: readonly Notice[], open: (address: string) => void): void {
  if (!Notification.isSupported()) return;
  for (const { title, text, address } of notices) {
    const notification = new Notification({ title, body: text });
    shown.add(notification);
    const forget = () => shown.delete(notification);
    notification.on("click", () => {
      forget();
      open(address);
    });
    notification.on("close", forget);
    notification.on("failed", forget);
    notification.show();
  }
}
