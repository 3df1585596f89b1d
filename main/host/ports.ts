import type { HostDescription } from "../../preload/contract/views.ts";

/** What a host can do for the engine besides showing the window. Both hosts implement it; tests have their own. */
export interface HostPorts {
  describe(): HostDescription;
  /** Opens an address in the system's browser; https only. */
  openExternal(url: string): Promise<void>;
  /** Where to save; undefined if the person changed their mind. */
  chooseFile(suggestedName: string): Promise<string | undefined>;
}
