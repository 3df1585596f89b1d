import type { MethodName } from "../../preload/contract/methods.ts";
import type { SessionState } from "../../preload/contract/views.ts";
import { openWindow } from "../open-window.tsx";
import { createFakeBridge } from "./fake-bridge.ts";

/** The window over generated data: `fake.html?rows=100000&state=locked&refuse=timeline.list&workMs=3000`. */
const query = new URLSearchParams(window.location.search);
const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
const refused = query.get("refuse");
const refusal = {
  code: "TENANT_UNREACHABLE",
  message: "The tenant cannot be reached. Check the network and try again; nothing was written.",
  retryable: true,
  details: "connect ETIMEDOUT",
} as const;

openWindow(
  createFakeBridge({
    state: (query.get("state") ?? "open") as SessionState["state"],
    rows: number("rows", 40),
    users: number("users", 1000),
    members: number("members", 240),
    bytes: number("bytes", 400),
    snapshots: number("snapshots", 4),
    workMs: number("workMs", 0),
    questions: number("questions", 0),
    reportOnly: number("reportOnly", 0),
    review: number("review", 0),
    exportLock: query.get("lock") === "keys" ? "keys" : "passphrase",
    offered: query.has("offered"),
    signedIn: query.get("signedIn") !== "no",
    now: Date.now(),
    refuse: refused === null ? {} : { [refused as MethodName]: refusal },
  }),
);
