/** What the system's administrator said. Undefined: nothing. */
export interface UpdatePolicy {
  readonly updates: string | undefined;
}

export interface UpdateFacts {
  readonly platform: NodeJS.Platform;
  /** False in a checkout. */
  readonly packaged: boolean;
  /** Content of the packaged `app-update.yml`; undefined: whoever built this named no update channel. */
  readonly channel: string | undefined;
  readonly policy: UpdatePolicy;
}

export interface UpdateDecision {
  readonly selfUpdate: boolean;
  /** For About. */
  readonly sentence: string;
}

/**
 * Whether this installation updates itself. Only where the system itself can tell our signature from anybody's: macOS
 * checks it always, Windows when the channel names the publisher, Linux has none. A policy that makes no sense is "off".
 */
export function decideUpdates({ platform, packaged, channel, policy }: UpdateFacts): UpdateDecision {
  const off = (sentence: string) => ({ selfUpdate: false, sentence });
  if (!packaged) return off("This is a checkout: update it with git.");
  if (platform !== "win32" && platform !== "darwin") return off("Updates come with this system's package manager.");
  if (policy.updates !== undefined && policy.updates !== "on")
    return off("Off: your organisation decides when Reinstate is updated.");
  if (channel === undefined) return off("Off: this build has no update channel. Install newer versions yourself.");
  if (platform === "win32" && !/^publisherName:/mu.test(channel))
    return off(
      "Off: this build is not signed, so no update could be proven to be ours. Install newer versions yourself.",
    );
  return {
    selfUpdate: true,
    sentence: "Looked for once a day, never while work runs. Reinstate asks before it installs one.",
  };
}
