import { useEffect } from "react";

/** A module with an editor, which is large. */
export interface EditorModule {
  prepare(): void;
  /** What the first text would wait for. */
  rehearse?(): void;
}

/**
 * Loads an editor and makes it as soon as the page has nothing to do, so that whoever presses its tab does not wait for it.
 * Where that fails, the tab tries again and says so.
 */
export function useEditorAhead(load: () => Promise<EditorModule>): void {
  useEffect(() => {
    // The tests' window has none.
    if (!("requestIdleCallback" in window)) return undefined;
    let id = window.requestIdleCallback(() => {
      void load().then(
        ({ prepare, rehearse }) => {
          id = window.requestIdleCallback(() => {
            prepare();
            if (rehearse !== undefined) id = window.requestIdleCallback(rehearse);
          });
        },
        () => undefined,
      );
    });
    return () => window.cancelIdleCallback(id);
  }, [load]);
}
