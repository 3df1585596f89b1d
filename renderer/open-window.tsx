import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Bridge } from "../preload/contract/bridge.ts";
import { App } from "./app.tsx";
import { createClient } from "./bridge/client.ts";

/** Draws the window over a bridge. */
export function openWindow(bridge: Bridge): void {
  const place = document.getElementById("window");
  if (place === null) throw new Error("the page has no place for the window");
  createRoot(place).render(
    <StrictMode>
      <App client={createClient(bridge, () => window.location.hash)} onLocked={() => window.location.reload()} />
    </StrictMode>,
  );
}
