import { FluentProvider, type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { createContext, use, useSyncExternalStore } from "react";
import { usePreferences } from "../cache/use-preferences.tsx";

const systemFonts =
  "'Segoe UI Variable Text', 'Segoe UI', -apple-system, BlinkMacSystemFont, 'Inter', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";
/** Fluent's reds and greens are made for its plain background; a row is also hovered, ticked and opened, and its words have to be read then too. */
export const light: Theme = {
  ...webLightTheme,
  fontFamilyBase: systemFonts,
  colorPaletteRedForeground1: webLightTheme.colorStatusDangerForeground1,
};
export const dark: Theme = {
  ...webDarkTheme,
  fontFamilyBase: systemFonts,
  colorPaletteGreenForeground1: webDarkTheme.colorPaletteLightGreenForeground1,
  // Between two of Fluent's reds: the darker cannot be read on a hovered row, the lighter is no red any more.
  colorPaletteRedForeground1: "#eb9497",
};

const darkQuery = "(prefers-color-scheme: dark)";
const DarkContext = createContext(false);

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Fluent's colours, after the person's choice or the system's. */
export function WindowTheme({ children }: { readonly children: ReactNode }) {
  const systemIsDark = useSyncExternalStore(subscribe, () => window.matchMedia(darkQuery).matches);
  const { theme } = usePreferences().preferences;
  const isDark = theme === "system" ? systemIsDark : theme === "dark";
  return (
    <DarkContext value={isDark}>
      <FluentProvider theme={isDark ? dark : light} style={{ height: "100%", colorScheme: isDark ? "dark" : "light" }}>
        {children}
      </FluentProvider>
    </DarkContext>
  );
}

/** For a screen that several people look at from some way off. */
export const largeTypeFactor = 1.25;
const LargeContext = createContext(false);

function enlarged(theme: Theme): Theme {
  const sizes = Object.entries(theme).map(([name, value]) => {
    const isSize = /^(?:fontSize|lineHeight)/u.test(name) && typeof value === "string";
    return [name, isSize ? `${Math.round(Number.parseFloat(value) * largeTypeFactor)}px` : value];
  });
  return Object.fromEntries(sizes) as Theme;
}

const largeLight = enlarged(light);
const largeDark = enlarged(dark);

interface LargeTypeProps {
  readonly on: boolean;
  /** A dialog stands over the window and takes no room in it. */
  readonly forDialog?: boolean;
  readonly children: ReactNode;
}

/** Large type for what is inside, while it is on. */
export function LargeType({ on, forDialog = false, children }: LargeTypeProps) {
  const isDark = useIsDark();
  if (!on) return children;
  return (
    <LargeContext value={true}>
      <FluentProvider
        theme={isDark ? largeDark : largeLight}
        style={forDialog ? { display: "contents" } : { height: "100%" }}
      >
        {children}
      </FluentProvider>
    </LargeContext>
  );
}

export function useIsLarge(): boolean {
  return use(LargeContext);
}

export function useIsDark(): boolean {
  return use(DarkContext);
}
