import type { Bridge } from "../preload/contract/bridge.ts";
import { openWindow } from "./open-window.tsx";

declare global {
  interface Window {
    readonly reinstate: Bridge;
  }
}

openWindow(window.reinstate);
