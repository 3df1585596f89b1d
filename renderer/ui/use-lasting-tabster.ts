import { useFocusFinders } from "@fluentui/react-components";

/**
 * Fluent's keeper of focus (Tabster) ends with the last component that uses it. What a dialog had hidden from screen readers it would show
 * again a quarter of a second after that is closed: ended before, it leaves the whole window hidden (microsoft/tabster#530). A window
 * that is drawn anew while a dialog closes has no user for a moment, unless there is one that stays.
 */
export function useLastingTabster(): void {
  useFocusFinders();
}
