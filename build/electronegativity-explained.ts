/** What electronegativity reports about Reinstate, and why each is right as it is. `sample` is in the line it shows. */
export const explainedFindings: readonly {
  readonly issue: string;
  readonly sample: string;
  readonly because: string;
}[] = [
  {
    issue: "CSP_GLOBAL_CHECK",
    sample: "N/A",
    because:
      "The policy is a header that both hosts send with every file (main/host/content-security-policy.ts, shown by main/host/read-page-file.test.ts). The tool only looks for a meta element, which could not forbid framing.",
  },
  {
    issue: "OPEN_EXTERNAL_JS_CHECK",
    sample: "_ports, this).openExternal(url)",
    because:
      "Whoever calls it has refused every address but those of the cloud's sign-in service (main/host/is-sign-in-address.ts); the port below checks again.",
  },
  {
    issue: "OPEN_EXTERNAL_JS_CHECK",
    sample: "shell.openExternal(url)",
    because:
      "The line before refuses everything but https, by parsed address. No method of the contract takes an address: it comes from msal-node, for signing in.",
  },
  {
    issue: "AUXCLICK_JS_CHECK",
    sample: "new BrowserWindow({",
    because: "setWindowOpenHandler denies every new window however it is asked for, the middle button included.",
  },
  {
    issue: "PRELOAD_JS_CHECK",
    sample: "index.cjs",
    because:
      "A request to review the preload: it exposes two functions, both checked on the other side, in a sandboxed, isolated world.",
  },
];
