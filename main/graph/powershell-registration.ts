import type { NationalCloudName } from "./national-clouds.ts";
import { nationalClouds } from "./national-clouds.ts";
import { graphAppId, type Registration, registeredName, registeredPermissions } from "./registration.ts";

/** The clouds' names in Connect-MgGraph -Environment ("National cloud deployments", Microsoft Graph PowerShell). */
const environments: Readonly<Record<NationalCloudName, string>> = {
  global: "Global",
  "us-gov-l4": "USGov",
  "us-gov-l5": "USGovDoD",
  china: "China",
};

/**
 * A Microsoft Graph PowerShell script that registers the application and consents to its permissions for the tenant.
 * Ids of permissions are looked up in the tenant. It writes the cloud file on its output.
 */
export function powershellRegistration(registration: Registration): string {
  const { cloud, unattended } = registration;
  return `#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications, Microsoft.Graph.Identity.SignIns
# Registers "${registeredName(registration)}" in the tenant that you sign in to, and consents to reading for the whole tenant.
# Reinstate printed this and has run nothing. Read it, then run it as Privileged Role Administrator or Global Administrator.
# Another tenant than your own: set REINSTATE_TENANT_ID to its id first.
${unattended ? "param([Parameter(Mandatory)][string]$CertificateFile)\n" : ""}$ErrorActionPreference = 'Stop'
$names = ${registeredPermissions(registration)
    .map((name) => `'${name}'`)
    .join(", ")}
# What was just made is not known everywhere at once.
function Again([scriptblock]$Work) { foreach ($turn in 1..5) { try { return & $Work } catch { Start-Sleep 10 } }; & $Work }

$tenant = if ($env:REINSTATE_TENANT_ID) { @{ TenantId = $env:REINSTATE_TENANT_ID } } else { @{} }
Connect-MgGraph @tenant -Environment ${environments[cloud]} -NoWelcome -Scopes 'Application.ReadWrite.All', '${unattended ? "AppRoleAssignment" : "DelegatedPermissionGrant"}.ReadWrite.All'
if (Get-MgApplication -Filter "displayName eq '${registeredName(registration)}'") { throw 'An application of this name is registered already. Nothing was changed.' }
$graph = Get-MgServicePrincipal -Filter "appId eq '${graphAppId}'"
$access = foreach ($name in $names) {
  $found = $graph.${unattended ? "AppRoles" : "Oauth2PermissionScopes"} | Where-Object { $_.Value -eq $name }
  if (-not $found) { throw "This cloud has no permission $name. Nothing was changed." }
  @{ id = $found.Id; type = '${unattended ? "Role" : "Scope"}' }
}
${unattended ? certificate : ""}$application = New-MgApplication -BodyParameter @{
  displayName = '${registeredName(registration)}'
  signInAudience = 'AzureADMyOrg'
${unattended ? withCertificate : forPeople}
  requiredResourceAccess = @(@{ resourceAppId = $graph.AppId; resourceAccess = @($access) })
}
$principal = Again { New-MgServicePrincipal -BodyParameter @{ appId = $application.AppId } }
${unattended ? assignRoles : grantScopes}
[ordered]@{
  name = (Get-MgContext).TenantId
  authority = '${nationalClouds[cloud].authority}'
  graph = '${nationalClouds[cloud].graph}'
  tenantId = (Get-MgContext).TenantId
  clientId = $application.AppId${unattended ? "\n  certificate = 'key-and-certificate.pem'" : ""}
} | ConvertTo-Json
`;
}

const certificate = `$path = (Resolve-Path $CertificateFile).Path
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($path)
`;
const withCertificate =
  "  keyCredentials = @(@{ type = 'AsymmetricX509Cert'; usage = 'Verify'; key = $certificate.RawData; displayName = 'Reinstate' })";
const forPeople = `  isFallbackPublicClient = $true
  publicClient = @{ redirectUris = @('http://localhost') }`;
const assignRoles = `foreach ($role in $access) {
  $assignment = @{ principalId = $principal.Id; resourceId = $graph.Id; appRoleId = $role.id }
  Again { New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -BodyParameter $assignment } | Out-Null
}`;
const grantScopes = `$grant = @{ clientId = $principal.Id; consentType = 'AllPrincipals'; resourceId = $graph.Id; scope = $names -join ' ' }
Again { New-MgOauth2PermissionGrant -BodyParameter $grant } | Out-Null`;
