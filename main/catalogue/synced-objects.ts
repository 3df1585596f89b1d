import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { Obstacle } from "./object-type-definition.ts";
import { each, factWord, moving, never, type Rules } from "./property-rules.ts";

const onPremisesOnly = never(
  "The directory on the premises holds this; only its synchronisation writes it.",
  "Change it on the premises and let it synchronise.",
);

/** What synchronisation writes, on users and groups alike. */
const shared: Rules = {
  ...each(
    ["onPremisesDomainName", "onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled"],
    factWord(onPremisesOnly),
  ),
  ...each(["onPremisesLastSyncDateTime", "onPremisesProvisioningErrors"], moving()),
};

export const onPremises: Rules = {
  ...shared,
  ...each(["onPremisesDistinguishedName", "onPremisesUserPrincipalName"], factWord(onPremisesOnly)),
};

export const onPremisesOfGroup: Rules = {
  ...shared,
  onPremisesNetBiosName: factWord(onPremisesOnly),
};

export function isSynced(object: DirectoryObject): boolean {
  return object.properties.onPremisesSyncEnabled === true;
}

/** Graph refuses nearly every write to a synchronised object, and the next round would undo the rest. */
export function syncedObstacle(object: DirectoryObject): Obstacle | undefined {
  if (!isSynced(object)) return undefined;
  return {
    reason: "This object is synchronised from a directory on the premises, which would refuse or undo the change.",
    manual: "Put the values back in the directory on the premises and let it synchronise.",
  };
}

/**
 * Of what Graph writes only for people who never were synchronised. `onPremisesSyncEnabled` is null for those and false for
 * who was once; the time of the last round stays.
 */
export function formerlySyncedObstacle({ properties }: DirectoryObject): Obstacle | undefined {
  const { onPremisesSyncEnabled, onPremisesLastSyncDateTime = null } = properties;
  if (onPremisesSyncEnabled !== false && onPremisesLastSyncDateTime === null) return undefined;
  return {
    reason: "This person was once synchronised from a directory on the premises; Graph no longer writes this of them.",
    manual: "Set it in the Exchange admin centre or with Exchange Online PowerShell.",
  };
}
