interface Tenant {
  readonly id: string;
  readonly name: string;
}

/** What two tenants are called in one sentence: by their names, with their ids where the names alone do not tell them apart (pure). */
export function tellTenantsApart(one: Tenant, other: Tenant): readonly [string, string] {
  const isAlike = wordOf(one) === wordOf(other);
  const called = ({ id, name }: Tenant) => (isAlike ? `"${name}" (${id})` : `"${name}"`);
  return [called(one), called(other)];
}

/** People read past letter case and blanks. */
function wordOf({ name }: Tenant): string {
  return name.normalize("NFKC").replaceAll(/\s+/gu, "").toLowerCase();
}
