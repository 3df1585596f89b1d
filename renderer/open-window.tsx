import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Bridge } from "../preload/contract/bridge.ts";
import { App } from "./app.tsx";
import { createClient } from "./bridge/client.ts";
import { keepNoFormState } from "./ui/keep-no-form-state.ts";

/** Draws the window over a bridge. */
export function openWindow(bridge: Bridge): void {
  const place = document.getElementById("window");
  if (place === null) throw new Error("the page has no place for the window");
  keepNoFormState(document);
  createRoot(place).render(
    <StrictMode>
      <App client={createClient(bridge, () => window.location.hash)} onLocked={() => window.location.reload()} />
    </StrictMode>,
  );
}
