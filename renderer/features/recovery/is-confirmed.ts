/** True if the person typed the tenant's name (letter case ignored) or the word RECOVER as it stands there. */
export function isConfirmed(typed: string, tenantName: string): boolean {
  const text = typed.trim().normalize("NFC");
  const name = tenantName.trim().normalize("NFC");
  return text === "RECOVER" || (name !== "" && text.toLocaleLowerCase() === name.toLocaleLowerCase());
}
