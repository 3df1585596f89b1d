import type { Cloud } from "./cloud.ts";
import { documentedAllowance } from "./documented-allowance.ts";

/** "National cloud deployments": sign-in and Graph hosts. An app registration lives in one of them. */
export const nationalClouds = {
  global: { authority: "https://login.microsoftonline.com", graph: "https://graph.microsoft.com" },
  "us-gov-l4": { authority: "https://login.microsoftonline.us", graph: "https://graph.microsoft.us" },
  "us-gov-l5": { authority: "https://login.microsoftonline.us", graph: "https://dod-graph.microsoft.us" },
  china: { authority: "https://login.chinacloudapi.cn", graph: "https://microsoftgraph.chinacloudapi.cn" },
} as const;

export type NationalCloudName = keyof typeof nationalClouds;

/** One of Microsoft's clouds, for a tenant and an application registered in it. */
export function nationalCloud(
  name: NationalCloudName,
  who: Pick<Cloud, "tenantId" | "clientId"> & Partial<Pick<Cloud, "certificatePath" | "secretPath">>,
): Cloud {
  return { name, ...nationalClouds[name], ...who, allowance: documentedAllowance(), demo: false };
}
