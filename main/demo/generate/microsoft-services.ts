/** Microsoft's own tenant, which owns the services below. */
export const microsoftTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

export const graphAppId = "00000003-0000-0000-c000-000000000000";

/** Services that stand in every tenant, by their published client ids. */
export const microsoftServices: readonly { readonly appId: string; readonly name: string }[] = [
  { appId: graphAppId, name: "Microsoft Graph" },
  { appId: "00000002-0000-0ff1-ce00-000000000000", name: "Office 365 Exchange Online" },
  { appId: "00000003-0000-0ff1-ce00-000000000000", name: "Office 365 SharePoint Online" },
  { appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013", name: "Windows Azure Service Management API" },
  { appId: "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", name: "Microsoft Teams Services" },
  { appId: "0000000a-0000-0000-c000-000000000000", name: "Microsoft Intune" },
];

/** Some of Graph's permissions, by their published ids. */
export const graphRoles = [
  { id: "df021288-bdef-4463-88db-98f22de89214", value: "User.Read.All" },
  { id: "741f803b-c850-494e-b5df-cde7c675a1ca", value: "User.ReadWrite.All" },
  { id: "5b567255-7703-4780-807c-7be8301ae99b", value: "Group.Read.All" },
  { id: "7ab1d382-f21e-4acd-a863-ba3e13f7da61", value: "Directory.Read.All" },
  { id: "246dd0d5-5bd0-4def-940b-0421030a5b68", value: "Policy.Read.All" },
  { id: "b0afded3-3588-46d8-8b3d-9842eff778da", value: "AuditLog.Read.All" },
  { id: "b633e1c5-b582-4048-a93e-9f11b44c7e96", value: "Mail.Send" },
] as const;

export const graphScopes = [
  { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", value: "User.Read" },
  { id: "37f7f235-527c-4136-accd-4a02d197296e", value: "openid" },
  { id: "14dad69e-099b-42c9-810b-d002981feec1", value: "profile" },
  { id: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", value: "email" },
  { id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", value: "offline_access" },
  { id: "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", value: "Mail.Read" },
  { id: "024d486e-b451-40bb-833d-3e66d98c5c73", value: "Mail.ReadWrite" },
  { id: "863451e7-0667-486c-a5d6-d135439485f0", value: "Files.ReadWrite.All" },
  { id: "06da0dbc-49e2-44d2-8312-53f166ab848a", value: "Directory.Read.All" },
] as const;
