import { describe, expect, it } from "vitest";
import { findViolations } from "./import-table.ts";

describe("import table", () => {
  it.each([
    ["main/compare/a.ts", 'import { x } from "../catalogue/catalogue.ts";'],
    ["main/compare/a.ts", 'import type { Vault } from "../vault/vault.ts";'],
    ["main/compare/a.ts", 'import type { Change } from "../../preload/contract/change.ts";'],
    ["main/cli.ts", 'import { openVault } from "./vault/open-vault.ts";'],
    ["main/host/electron/window.ts", 'import { BrowserWindow } from "electron";'],
    ["preload/index.ts", 'import { contextBridge } from "electron";'],
    ["main/compare/a.test.ts", 'import { createDemoTenant } from "../demo/create-demo-tenant.ts";'],
    ["renderer/features/report/list.tsx", 'import { unwrap } from "../../bridge/client.ts";'],
  ])("lets %s have %s", (file, source) => {
    expect(findViolations(file, source)).toEqual([]);
  });

  it.each([
    [
      "main/compare/a.ts",
      'import { openVault } from "../vault/open-vault.ts";',
      "main/compare may not import main/vault",
    ],
    ["main/plan/a.ts", 'const x = await import("../graph/create-graph.ts");', "main/plan may not import main/graph"],
    ["renderer/app.tsx", 'import { x } from "../main/vault/vault.ts";', "renderer may not import main/vault"],
    ["renderer/app.tsx", 'import type { Vault } from "../main/vault/vault.ts";', "renderer may not import main/vault"],
    ["main/graph/a.ts", 'import { app } from "electron";', "only main/host/electron"],
    ["renderer/app.tsx", 'import { ipcRenderer } from "electron/renderer";', "only main/host/electron"],
    ["main/flows/a.ts", 'import { openTenant } from "../open-tenant.ts";', "composition root"],
    [
      "preload/contract/a.ts",
      'export { x } from "../../main/catalogue/catalogue.ts";',
      "preload/contract may not import",
    ],
    ["main/vault/a.ts", 'import "../compare/compare-objects.ts";', "main/vault may not import main/compare"],
  ])("refuses %s that has %s", (file, source, sentence) => {
    expect(findViolations(file, source).join("\n")).toContain(sentence);
  });
});
