const forgottenAfterMs = 60_000;

/** For `onCopy` where a secret stands: a minute later the clipboard is emptied, as soon as the window may do that. */
export function forgetCopied(): void {
  setTimeout(emptyClipboard, forgottenAfterMs);
}

function emptyClipboard(): void {
  if (document.hasFocus()) void navigator.clipboard.writeText("").catch(() => undefined);
  // Only the window in front may write to the clipboard.
  else window.addEventListener("focus", emptyClipboard, { once: true });
}
