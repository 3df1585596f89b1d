import { useMemo, useSyncExternalStore } from "react";
import type { Route } from "./route.ts";
import { formatRoute, parseRoute } from "./route.ts";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The window's place, kept in the address's hash so that a reload comes back to it. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

export function goTo(route: Route): void {
  window.location.hash = formatRoute(route);
}

/** The same place under a better address: "back" does not lead to the old one. */
export function replaceRoute(route: Route): void {
  window.history.replaceState(null, "", formatRoute(route));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
