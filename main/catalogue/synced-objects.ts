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
