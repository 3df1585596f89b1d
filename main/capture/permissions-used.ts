/** What Directory.Read.All reads too, for the most part: neither policies nor logs (https://learn.microsoft.com/graph/permissions-reference). */
const ofDirectory = /^((User|Group|GroupMember|Application|Organization)\.Read\.All|RoleManagement\.Read\.Directory)$/u;
const directory = ["Directory.Read.All", "Directory.ReadWrite.All"];

/** The held permission that does for a needed one: itself, the one that may write as well, or one for the whole directory. */
function heldFor(permission: string, held: readonly string[]): string | undefined {
  const wider = ofDirectory.test(permission) ? [...ownNames(permission), ...directory] : ownNames(permission);
  return wider.find((each) => held.includes(each));
}

function ownNames(permission: string): readonly string[] {
  return [permission, permission.replace(".Read.", ".ReadWrite.")];
}

/** Of what is held, what serves the needed ones. */
export function usedPermissions(needed: readonly string[], held: readonly string[]): readonly string[] {
  const used = needed.map((permission) => heldFor(permission, held));
  return [...new Set(used.filter((permission) => permission !== undefined))];
}

export function missingPermissions(needed: readonly string[], held: readonly string[]): readonly string[] {
  return needed.filter((permission) => heldFor(permission, held) === undefined);
}

/** Whether each is there by its own name: then a refusal is of the account's role. What stands in for it may be too little. */
export function areHeld(needed: readonly string[], held: readonly string[]): boolean {
  return needed.every((permission) => ownNames(permission).some((each) => held.includes(each)));
}
