import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { NationalCloudName } from "./national-clouds.ts";
import { nationalClouds } from "./national-clouds.ts";
import { graphAppId, type Registration, registeredName, registeredPermissions } from "./registration.ts";

/** The clouds' names in `az cloud set`. The Azure CLI talks to no other Graph, so not to that of us-gov-l5. */
const azureClouds: Readonly<Partial<Record<NationalCloudName, string>>> = {
  global: "AzureCloud",
  "us-gov-l4": "AzureUSGovernment",
  china: "AzureChinaCloud",
};

/**
 * A bash script for the Azure CLI that registers the application and consents to its permissions for the tenant. Ids of
 * permissions are looked up in the tenant. It writes the cloud file on stdout. USAGE_INVALID where `az` cannot.
 */
export function bashRegistration(registration: Registration): string {
  const { cloud, unattended } = registration;
  const azureCloud = azureClouds[cloud];
  if (azureCloud === undefined)
    throw new ReinstateError("USAGE_INVALID", `The Azure CLI cannot reach ${cloud}. Use --shell powershell.`);
  const { authority, graph } = nationalClouds[cloud];
  const [list, type] = unattended ? ["appRoles", "Role"] : ["oauth2PermissionScopes", "Scope"];
  return `#!/usr/bin/env bash
# Registers "${registeredName(registration)}" in the tenant that you sign in to, and consents to reading for the whole tenant.
# Reinstate printed this and has run nothing. Read it, then run it as Privileged Role Administrator or Global Administrator.
# Another tenant than your own: set REINSTATE_TENANT_ID to its id first.
set -euo pipefail
${unattended ? takeCertificate : ""}name='${registeredName(registration)}'
graph='${graphAppId}'
permissions=(${registeredPermissions(registration).join(" ")})

stop() { echo "$1" >&2; exit 1; }
# What was just made is not known everywhere at once.
again() { local turn; for turn in 1 2 3 4 5; do "$@" >/dev/null && return; sleep 10; done; "$@" >/dev/null; }

az cloud set --name ${azureCloud} >&2
az login \${REINSTATE_TENANT_ID:+--tenant "$REINSTATE_TENANT_ID"} --allow-no-subscriptions --output none >&2
tenant=$(az account show --query tenantId --output tsv)
[ "$(az ad app list --display-name "$name" --query "length([?displayName=='$name'])" --output tsv)" = 0 ] ||
  stop 'An application of this name is registered already. Nothing was changed.'
access=''
ids=()
for permission in "\${permissions[@]}"; do
  id=$(az ad sp show --id "$graph" --query "${list}[?value=='$permission'].id | [0]" --output tsv)
  [[ $id =~ ^[0-9a-f-]{36}$ ]] || stop "This cloud has no permission $permission. Nothing was changed."
  ids+=("$id")
  access+="\${access:+,}{\\"id\\":\\"$id\\",\\"type\\":\\"${type}\\"}"
done
client=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg \\
${unattended ? "" : "  --is-fallback-public-client true --public-client-redirect-uris http://localhost \\\n"}  --required-resource-accesses "[{\\"resourceAppId\\":\\"$graph\\",\\"resourceAccess\\":[$access]}]" \\
  --query appId --output tsv)
again az ad sp create --id "$client"
${unattended ? assignRoles(graph) : grantScopes}
cat <<END
{
  "name": "$tenant",
  "authority": "${authority}",
  "graph": "${graph}",
  "tenantId": "$tenant",
  "clientId": "$client"${unattended ? ',\n  "certificate": "key-and-certificate.pem"' : ""}
}
END
`;
}

const takeCertificate = `certificate=\${1:?Give the file of the certificate (PEM, without its key).}
`;
const grantScopes = `again az ad app permission grant --id "$client" --api "$graph" --consent-type AllPrincipals --scope "\${permissions[*]}"`;

const assignRoles = (graph: string) => `again az ad app credential reset --id "$client" --cert "@$certificate" --append
principal=$(az ad sp show --id "$client" --query id --output tsv)
resource=$(az ad sp show --id "$graph" --query id --output tsv)
for id in "\${ids[@]}"; do
  again az rest --method POST --url "${graph}/v1.0/servicePrincipals/$principal/appRoleAssignments" \\
    --body "{\\"principalId\\":\\"$principal\\",\\"resourceId\\":\\"$resource\\",\\"appRoleId\\":\\"$id\\"}"
done`;
