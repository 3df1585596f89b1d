import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoActor } from "../audit-entry.ts";
import type { DemoState } from "../demo-state.ts";
import { graphTime, newId, nowIso } from "../demo-state.ts";
import { addGrant, addLink, patchObject } from "../directory-writes.ts";
import { castNames, named } from "../tenant-cast.ts";
import type { Diary } from "./diary.ts";

const yearMs = 365 * 86_400_000;

/** Ways back in for an intruder: a secret and an owner at an application. */
export function addSecret(state: DemoState, diary: Diary, actor: DemoActor): void {
  const application = named(state, "application", castNames.loadApplication);
  const id = String(application.id);
  const secret = {
    keyId: newId(state),
    customKeyIdentifier: null,
    displayName: "backup",
    hint: "q7~",
    secretText: null,
    startDateTime: nowIso(state),
    endDateTime: graphTime(state.clockMs + 2 * yearMs),
  };
  const passwordCredentials = [...(application.passwordCredentials as readonly JsonObject[]), secret];
  const activity = "Update application – Certificates and secrets management";
  patchObject(state, actor, "application", id, { passwordCredentials }, { activity });
  addLink(state, actor, { link: "owners", type: "application", id }, actor.id);
  diary.harm("application", id);
  diary.tell(`${actor.name} becomes owner of ${castNames.loadApplication} and gives it a client secret.`);
}

/** An application of another organisation may read everybody's mail. */
export function addDelegatedGrant(state: DemoState, diary: Diary, actor: DemoActor): void {
  const clientId = String(named(state, "servicePrincipal", "Fleetmaster Telematics").id);
  const resourceId = String(named(state, "servicePrincipal", "Microsoft Graph").id);
  const scope = "openid Mail.ReadWrite Files.ReadWrite.All";
  addGrant(state, actor, { clientId, consentType: "AllPrincipals", principalId: null, resourceId, scope });
  diary.harm("servicePrincipal", clientId);
  diary.tell(`${actor.name} lets Fleetmaster Telematics read and write everybody's mail and files.`);
}

export function openGuestInvites(state: DemoState, diary: Diary, actor: DemoActor): void {
  const [id] = state.objects.authorizationPolicy.keys();
  if (id === undefined) return;
  patchObject(state, actor, "authorizationPolicy", id, { allowInvitesFrom: "everyone" });
  diary.harm("authorizationPolicy", id);
  diary.tell(`${actor.name} lets everybody, guests included, invite guests.`);
}

/** The intruder's own addresses become a trusted office. */
export function widenLocation(state: DemoState, diary: Diary, actor: DemoActor): void {
  const location = named(state, "namedLocation", castNames.officeLocation);
  const added = { "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "203.0.113.0/24" };
  const ipRanges = [...(location.ipRanges as readonly JsonObject[]), added];
  patchObject(state, actor, "namedLocation", String(location.id), { ipRanges });
  diary.harm("namedLocation", String(location.id));
  diary.tell(`${actor.name} adds 203.0.113.0/24 to the trusted location "${castNames.officeLocation}".`);
}
