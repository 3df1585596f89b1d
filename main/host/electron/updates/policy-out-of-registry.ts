/** The value out of what `reg query` prints; a value of a kind that is none of ours counts as unreadable. */
export function policyOutOfRegistry(printed: string): string {
  return /^\s*Updates\s+REG_SZ\s+(\S+)\s*$/imu.exec(printed)?.[1]?.toLowerCase() ?? "unreadable";
}
