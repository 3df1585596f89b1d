import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "./contract/bridge.ts";

/** All that a page can reach in Electron: two functions. Neither ipcRenderer nor an event object leaves this file. */
const bridge = {
  call: (method, input) => ipcRenderer.invoke("reinstate:call", method, input),
  on: (event, listener) => {
    const hear = (_event: unknown, name: string, value: Parameters<typeof listener>[0]) => {
      if (name === event) listener(value);
    };
    ipcRenderer.on("reinstate:event", hear);
    return () => ipcRenderer.off("reinstate:event", hear);
  },
} satisfies Bridge;

contextBridge.exposeInMainWorld("reinstate", bridge);
