/**
 * Runs in the page before its own scripts: the same `window.reinstate` that Electron's preload exposes. Written as
 * text because it is evaluated in the page, where nothing of this process exists.
 */
export const bridgeScript = `(() => {
  const transport = window.reinstateTransport;
  delete window.reinstateTransport;
  const bridge = Object.freeze({
    call: async (method, input) => JSON.parse(await transport(method, input)),
    on: (event, listener) => {
      const hear = ({ detail }) => listener(detail);
      window.addEventListener("reinstate:" + event, hear);
      return () => window.removeEventListener("reinstate:" + event, hear);
    },
  });
  Object.defineProperty(window, "reinstate", { value: bridge, writable: false, configurable: false });
})();`;
