import { useCallback, useEffect, useRef } from "react";

/** Gives the focus back to what a dialog was opened with. Call the returned function before it opens. */
export function useOpenerFocus(isOpen: boolean): () => void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen || !(opener.current instanceof HTMLElement)) return;
    opener.current.focus();
    opener.current = null;
  }, [isOpen]);
  return useCallback(() => {
    opener.current = document.activeElement;
  }, []);
}
