import { useSession } from "./session-context.tsx";

/**
 * Whether the window keeps what may name people, sealed with the vault's key: not in the incident room, where words would outlive
 * their pseudonyms, nor for an exported snapshot that is only looked at and has no place for it.
 */
export function useMayKeep(): boolean {
  const { session } = useSession();
  return session?.incidentSince == null && session?.review === undefined;
}
