import type { TenantFacts } from "../../preload/contract/tenant-facts.ts";

export const fakeTenantFacts: TenantFacts = {
  tenant: { id: "72f988bf-86f1-41af-91ab-2d7cd011db47", name: "Contoso" },
  vaultPath: "/home/admin/vaults/contoso",
  connection: {
    cloud: "global",
    clientId: "11111111-2222-4333-8444-555555555555",
    hosts: ["login.microsoftonline.com", "graph.microsoft.com"],
    signsIn: "person",
    permissions: [
      { name: "User.Read.All", state: "granted" },
      { name: "Organization.Read.All", state: "missing" },
      { name: "User.ReadWrite.All", state: "asked" },
    ],
  },
  network: { proxy: "proxy.contoso.com:8080", proxyFrom: "environment", without: null, extraCertificates: false },
};
