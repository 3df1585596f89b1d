/** What people have consented to, by application: what was given once is in every later token. */
export interface Consents {
  /** Adds the scopes to those given before. The demo's person is an administrator and may give any. */
  give(clientId: string, userId: string, permissions: readonly string[]): readonly string[];
}

/** What an administrator consented to when the demo's application was registered, and no sign-in asks for by itself. */
const registered: readonly string[] = ["CustomSecAttributeAssignment.Read.All", "User-LifeCycleInfo.Read.All"];

export function createConsents(): Consents {
  const given = new Map<string, Set<string>>();
  return {
    give(clientId, userId, permissions) {
      const key = `${clientId} ${userId}`;
      const all = new Set([...(given.get(key) ?? registered), ...permissions]);
      given.set(key, all);
      return [...all];
    },
  };
}
