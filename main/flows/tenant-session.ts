import type { WorkProgress } from "../../preload/contract/events.ts";
import type { Clock } from "../graph/clock.ts";
import type { Cloud } from "../graph/cloud.ts";
import type { Account, Graph, SignIn } from "../graph/graph.ts";
import type { Log } from "../log/log.ts";
import type { Vault } from "../vault/vault.ts";

/** One tenant with its vault open: all that the flows need. Composition roots make it, nobody else. */
export interface TenantSession {
  readonly vault: Vault;
  readonly cloud: Cloud;
  readonly signIn: SignIn;
  /** Graph with a token that holds at least these permissions; asking for more may need the person's consent. */
  graph(permissions: readonly string[]): Graph;
  /** The same with nobody there: what needs a person ends with SIGN_IN_NEEDED. Absent: it is so already. */
  readonly unattended?: () => TenantSession;
  /** Uses this much of Graph's limits from now on, in percent. */
  readonly limitTo?: (percent: number) => void;
  /** The demo tenant's clock is its own; everybody else's is the system's. */
  readonly clock: Clock;
  /** Absent: nothing is told. */
  readonly log?: Log | undefined;
  /** Random bytes, hex, for ids of plans and jobs. */
  newId(): string;
}

/** How long work tells of itself and is told to stop. */
export interface WorkControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/** The session's time as ISO 8601 UTC. */
export function nowOf(session: Pick<TenantSession, "clock">): string {
  return new Date(session.clock.now()).toISOString();
}

/** Who is signed in; asks the person (or the certificate) to sign in when nobody is. */
export async function signedIn(session: TenantSession, signal?: AbortSignal): Promise<Account> {
  const account = await session.signIn.account();
  return account ?? session.signIn.signIn(signal === undefined ? {} : { signal });
}
