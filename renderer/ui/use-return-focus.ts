import { useEffect, useState } from "react";

/** Gives the focus back, when the component goes, to what had it when the component came. */
export function useReturnFocus(): void {
  // While it is drawn for the first time: what is inside of it takes the focus before the effects of this component run.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
}
