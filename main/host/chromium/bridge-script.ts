import type { Bridge } from "../../../preload/contract/bridge.ts";

/** Of the page's window what the script needs of it. */
interface PageWindow {
  /** The binding that carries text to this process; gone for the page's own scripts. */
  reinstateTransport?: (method: unknown, input: unknown) => Promise<string>;
  addEventListener(name: string, hear: (event: never) => void): void;
  removeEventListener(name: string, hear: (event: never) => void): void;
}

/** Evaluated in the page before its own scripts, where nothing of this process exists: as text. */
export const bridgeScript = `(${exposeBridge.toString()})(window)`;

/** The same `window.reinstate` that Electron's preload exposes. */
function exposeBridge(page: PageWindow): void {
  const transport = page.reinstateTransport;
  if (transport === undefined) return;
  delete page.reinstateTransport;
  const bridge = {
    call: async (method, input) => JSON.parse(await transport(method, input)),
    on: (event, listener) => {
      const hear = ({ detail }: { readonly detail: Parameters<typeof listener>[0] }) => listener(detail);
      page.addEventListener(`reinstate:${event}`, hear);
      return () => page.removeEventListener(`reinstate:${event}`, hear);
    },
  } satisfies Bridge;
  Object.defineProperty(page, "reinstate", { value: Object.freeze(bridge), writable: false, configurable: false });
}
