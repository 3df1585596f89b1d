import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Cloud } from "./cloud.ts";
import type { NationalCloudName } from "./national-clouds.ts";
import { nationalCloud, nationalClouds } from "./national-clouds.ts";
import { readCloudFile } from "./read-cloud-file.ts";

/**
 * The cloud that a person named: a cloud file, or one of Microsoft's clouds by name, for which tenant and application
 * come from REINSTATE_TENANT_ID and REINSTATE_CLIENT_ID. Errors: USAGE_INVALID, USAGE_NOT_FOUND.
 */
export async function namedCloud(
  name: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Cloud> {
  if (!isNational(name)) return readCloudFile(name);
  const { REINSTATE_TENANT_ID: tenantId, REINSTATE_CLIENT_ID: clientId } = environment;
  if (isId(tenantId) && isId(clientId))
    return nationalCloud(name, { tenantId: tenantId.toLowerCase(), clientId: clientId.toLowerCase() });
  throw new ReinstateError(
    "USAGE_INVALID",
    `The cloud ${name} needs the ids of a tenant and of an application registered in it: set REINSTATE_TENANT_ID and REINSTATE_CLIENT_ID, or write a cloud file.`,
  );
}

function isNational(name: string): name is NationalCloudName {
  return Object.hasOwn(nationalClouds, name);
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
