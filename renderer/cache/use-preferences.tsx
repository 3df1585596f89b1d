import type { ReactNode } from "react";
import { createContext, use, useCallback, useEffect, useMemo, useState } from "react";
import { keep } from "./keep.ts";
import type { Preferences } from "./window-database.ts";

const defaults: Preferences = {
  id: "window",
  theme: "system",
  inlineDiff: false,
  showIds: false,
  reportColumns: ["kind", "what", "actor", "at"],
  recentCommands: [],
  characterKeys: true,
};

interface PreferencesValue {
  readonly preferences: Preferences;
  readonly prefer: (part: Partial<Omit<Preferences, "id">>) => void;
}

const PreferencesContext = createContext<PreferencesValue>({ preferences: defaults, prefer: () => undefined });

/** Reads the window's preferences once and keeps every change. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(defaults);
  useEffect(() => {
    void keep((database) => database.preferences.get("window"), undefined).then(
      (kept) => kept !== undefined && setPreferences({ ...defaults, ...kept }),
    );
  }, []);
  const prefer = useCallback((part: Partial<Omit<Preferences, "id">>) => {
    setPreferences((last) => {
      const next = { ...last, ...part };
      void keep((database) => database.preferences.put(next), "window");
      return next;
    });
  }, []);
  const value = useMemo(() => ({ preferences, prefer }), [preferences, prefer]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesValue {
  return use(PreferencesContext);
}
