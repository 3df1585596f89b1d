import type { DemoActor } from "./audit-entry.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";

/** People with a part in every tenant, whatever its seed; `local` is the part of the address before the @. */
export const cast = {
  /** Signs in to Reinstate; Global Administrator. */
  recoveryAdmin: {
    local: "adm.priya.raghunathan",
    name: "Priya Raghunathan (Admin)",
    title: "Identity Lead",
    address: "198.51.100.20",
  },
  /** Conditional Access Administrator who likes things tidy. */
  tidyAdmin: {
    local: "adm.ingrid.solberg",
    name: "Ingrid Solberg (Admin)",
    title: "Security Engineer",
    address: "198.51.100.31",
  },
  /** Whose session gets stolen. */
  stolenAdmin: {
    local: "adm.tomas.ferreira",
    name: "Tomás Ferreira (Admin)",
    title: "Platform Engineer",
    address: "203.0.113.77",
  },
  helpdeskOne: {
    local: "amara.okonkwo",
    name: "Amara Okonkwo",
    title: "Service Desk Analyst",
    address: "198.51.100.42",
  },
  helpdeskTwo: {
    local: "jonas.lindqvist",
    name: "Jonas Lindqvist",
    title: "Service Desk Analyst",
    address: "198.51.100.43",
  },
  breakGlassOne: { local: "bg-kestrel", name: "Emergency access Kestrel", title: null, address: "198.51.100.2" },
  breakGlassTwo: { local: "bg-osprey", name: "Emergency access Osprey", title: null, address: "198.51.100.3" },
} as const;

export type CastRole = keyof typeof cast;

/** Groups and applications that the scenarios look for by name. */
export const castNames = {
  emergencyGroup: "CA Exclusion - Emergency Access",
  travelGroup: "CA Exclusion - Approved Travel",
  globalAdminsGroup: "Privileged - Global Administrators",
  appAdminsGroup: "Privileged - Application Administrators",
  passkeyGroup: "Authentication - Passkey Rollout",
  hrApplication: "Kiruna HR Connector",
  loadApplication: "Freight Pricing API",
  officeLocation: "Offices - Bergen and Hamburg",
} as const;

/** The person's account. */
export function castMember(state: DemoState, role: CastRole): MutableJsonObject {
  const upn = `${cast[role].local}@${state.domain}`;
  for (const user of state.objects.user.values()) if (user.userPrincipalName === upn) return user;
  throw new Error(`${upn} is not in the demo tenant any more`);
}

/** The person as the audit log names them. */
export function castActor(state: DemoState, role: CastRole): DemoActor {
  const user = castMember(state, role);
  return { kind: "user", id: String(user.id), name: String(user.userPrincipalName), address: cast[role].address };
}

/** A live object by its display name. */
export function named(state: DemoState, type: keyof DemoState["objects"], displayName: string): MutableJsonObject {
  for (const object of state.objects[type].values()) if (object.displayName === displayName) return object;
  throw new Error(`No ${type} called ${displayName} in the demo tenant`);
}

/** The application whose feed writes people's job facts. */
export function hrActor(state: DemoState): DemoActor {
  const { id, appId, displayName } = named(state, "servicePrincipal", castNames.hrApplication);
  return { kind: "app", id: String(id), appId: String(appId), name: String(displayName) };
}
