/** Directory roles by their published template ids, with what the admin centre says of them. */
export const roleList: readonly (readonly [id: string, name: string, description: string])[] = [
  [
    "62e90394-69f5-4237-9190-012177145e10",
    "Global Administrator",
    "Can manage all aspects of Microsoft Entra ID and services that use its identities.",
  ],
  [
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    "Global Reader",
    "Can read everything that a Global Administrator can, but not update anything.",
  ],
  [
    "e8611ab8-c189-46e8-94e1-60213ab1f814",
    "Privileged Role Administrator",
    "Can manage role assignments and all aspects of Privileged Identity Management.",
  ],
  [
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    "Privileged Authentication Administrator",
    "Can view, set and reset authentication methods of any user.",
  ],
  [
    "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    "Authentication Administrator",
    "Can view, set and reset authentication methods of users without an administrator role.",
  ],
  [
    "0526716b-113d-4c15-b2c8-68e3c22b9f80",
    "Authentication Policy Administrator",
    "Can create and manage the authentication methods policy and password protection.",
  ],
  [
    "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9",
    "Conditional Access Administrator",
    "Can manage Conditional Access capabilities.",
  ],
  [
    "194ae4cb-b126-40b2-bd5b-6091b380977d",
    "Security Administrator",
    "Can read security information and reports, and manage configuration in Microsoft Entra ID and Microsoft 365.",
  ],
  ["5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator", "Creates and manages security events."],
  ["5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader", "Can read security information and reports."],
  [
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    "Application Administrator",
    "Can create and manage all aspects of app registrations and enterprise apps.",
  ],
  [
    "158c047a-c907-4556-b7ef-446551a6b5f7",
    "Cloud Application Administrator",
    "Can create and manage all aspects of app registrations and enterprise apps except App Proxy.",
  ],
  [
    "cf1c38e5-3621-4004-a7cb-879624dced7c",
    "Application Developer",
    "Can create application registrations independent of the setting for users.",
  ],
  [
    "fe930be7-5e62-47db-91af-98c3a49a38b1",
    "User Administrator",
    "Can manage all aspects of users and groups, including resetting passwords for limited admins.",
  ],
  ["fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator", "Can create and manage groups and their settings."],
  [
    "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    "Helpdesk Administrator",
    "Can reset passwords for non-administrators and Helpdesk Administrators.",
  ],
  [
    "966707d0-3269-4727-9be2-8c3a10f19b9d",
    "Password Administrator",
    "Can reset passwords for non-administrators and Password Administrators.",
  ],
  ["4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator", "Can manage product licenses on users and groups."],
  [
    "b0f54661-2d74-4c50-afa3-1ec803f12efe",
    "Billing Administrator",
    "Can perform common billing related tasks like updating payment information.",
  ],
  ["29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator", "Can manage all aspects of the Exchange product."],
  [
    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
    "SharePoint Administrator",
    "Can manage all aspects of the SharePoint service.",
  ],
  ["69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator", "Can manage the Microsoft Teams service."],
  ["3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator", "Can manage all aspects of the Intune product."],
  [
    "17315797-102d-40b4-93e0-432062caca18",
    "Compliance Administrator",
    "Can read and manage compliance configuration and reports.",
  ],
  [
    "7698a772-787b-4ac8-901f-60d6b08affd2",
    "Cloud Device Administrator",
    "Limited access to manage devices in Microsoft Entra ID.",
  ],
  [
    "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
    "Hybrid Identity Administrator",
    "Can manage provisioning, synchronization and federation settings.",
  ],
  [
    "8329153b-31d0-4727-b945-745eb3bc5f31",
    "Domain Name Administrator",
    "Can manage domain names in cloud and on-premises.",
  ],
  [
    "f023fd81-a637-4b56-95fd-791ac0226033",
    "Service Support Administrator",
    "Can read service health information and manage support tickets.",
  ],
  [
    "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b",
    "Message Center Reader",
    "Can read messages and updates for their organization in the message center only.",
  ],
  ["4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader", "Can read sign-in and audit reports."],
  [
    "58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d",
    "Attribute Assignment Administrator",
    "Assign custom security attribute keys and values to supported objects.",
  ],
  [
    "ffd52fa5-98dc-465c-991d-fc073eb59f8f",
    "Attribute Assignment Reader",
    "Read custom security attribute keys and values for supported objects.",
  ],
  [
    "95e79109-95c0-4d8e-aee3-d01accf2d47b",
    "Guest Inviter",
    "Can invite guest users independent of the setting that members can invite guests.",
  ],
  [
    "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
    "Directory Readers",
    "Can read basic directory information. Commonly used to grant read access to applications and guests.",
  ],
  [
    "9360feb5-f418-4baa-8175-e2a00bac4301",
    "Directory Writers",
    "Can read and write basic directory information. For granting access to applications, not intended for users.",
  ],
  [
    "d29b2b05-8046-44ba-8758-1e26182fcf32",
    "Directory Synchronization Accounts",
    "Only used by the Microsoft Entra Connect service.",
  ],
  [
    "a0b1b346-4d3e-4e8b-98f8-753987be4970",
    "User",
    "Default role for members. Can read all and write a limited set of directory information.",
  ],
  [
    "10dae51f-b6af-4016-8d66-8c2a99b929b3",
    "Guest User",
    "Default role for guests. Can read a limited set of directory information.",
  ],
  [
    "2af84b1e-32c8-42b7-82bc-daa82404023b",
    "Restricted Guest User",
    "Restricted role for guests. Can read a limited set of directory information.",
  ],
];
