import { useEffect } from "react";

/**
 * Loads an editor, which is large, as soon as the page has nothing to do, so that whoever presses its tab does not wait for it.
 * Where that fails, the tab tries again and says so.
 */
export function useEditorAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    // The tests' window has none.
    if (!("requestIdleCallback" in window)) return undefined;
    const id = window.requestIdleCallback(() => void load().catch(() => undefined));
    return () => window.cancelIdleCallback(id);
  }, [load]);
}
