import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SessionState } from "../../preload/contract/views.ts";
import { signInOptions } from "../flows/sign-in-options.ts";
import { tenantFacts, whoSignsIn } from "../flows/tenant-facts.ts";
import type { Cloud } from "../graph/cloud.ts";
import type { Engine } from "./engine.ts";
import { idleMinutesOf } from "./idle-lock.ts";
import type { Handlers } from "./router.ts";

type SessionMethods =
  | "host.describe"
  | "session.describe"
  | "session.unlock"
  | "session.lock"
  | "session.signIn"
  | "session.signOut"
  | "session.windowKey"
  | "session.idle.describe"
  | "session.idle.set"
  | "session.allowance.describe"
  | "session.allowance.set"
  | "session.deletions.describe"
  | "session.deletions.set"
  | "tenant.describe"
  | "session.startDemo"
  | "work.cancel";

export function sessionHandlers(engine: Engine): Pick<Handlers, SessionMethods> {
  const { door, host } = engine.options;
  return {
    "host.describe": async () => host,
    "session.describe": async () => {
      await door.ready(() => void engine.cancelWork());
      return door.describe();
    },
    "session.unlock": async ({ passphrase }) => {
      // A snapshot that is taken behind the locked window makes room for the person; the next one goes on from there.
      if (door.current() === undefined) engine.cancelWork();
      await door.unlock(passphrase);
      return engine.changed();
    },
    "session.lock": async () => {
      await engine.lock();
      return door.describe();
    },
    "session.signIn": async ({ byCode }) => {
      const { signIn } = engine.session();
      await engine.work((control) => signIn.signIn(signInOptions(byCode, control)));
      return anotherAccount(engine);
    },
    "session.signOut": async () => {
      const { cloud, signIn } = engine.session();
      refuseSigningOut(cloud, engine.isWorking);
      await engine.work(() => signIn.signOut());
      return anotherAccount(engine);
    },
    "session.windowKey": async () => ({ bytes: [...engine.session().vault.windowKey()] }),
    "session.idle.describe": async () => ({ minutes: idleMinutesOf(engine.session()) }),
    "session.idle.set": async ({ minutes }) => {
      const { cloud, vault } = engine.session();
      if (cloud.demo)
        throw new ReinstateError("USAGE_INVALID", "The demo's vault opens by itself, so it is never locked.");
      vault.setIdleMinutes(minutes);
      return { minutes };
    },
    "session.allowance.describe": async () => ({ percent: engine.session().vault.allowanceShare() }),
    "session.allowance.set": async ({ percent }) => {
      const session = engine.session();
      session.vault.setAllowanceShare(percent);
      session.limitTo?.(percent);
      return { percent };
    },
    "session.deletions.describe": async () => ({ most: engine.session().vault.mostDeletions() }),
    "session.deletions.set": async ({ most }) => {
      engine.session().vault.setMostDeletions(most);
      return { most };
    },
    "tenant.describe": async () => tenantFacts(engine.session(), process.env),
    "session.startDemo": async (choice) => {
      await engine.work((control) => door.startDemo(choice, control));
      return engine.changed();
    },
    "work.cancel": async () => ({ cancelled: engine.cancelWork() }),
  };
}

/** The open reports stay: it is the same vault. */
function anotherAccount({ options: { door, emit } }: Engine): SessionState {
  const state = door.describe();
  emit("session.didChange", { state: state.state });
  return state;
}

/** A capture or a recovery that is under way would be refused in the middle. */
function refuseSigningOut(cloud: Cloud, isWorking: boolean): void {
  if (whoSignsIn(cloud) === "application")
    throw new ReinstateError(
      "USAGE_INVALID",
      "The application signs in by itself with its certificate or secret, so nobody can be signed out. Remove that from the tenant to end it.",
    );
  if (isWorking)
    throw new ReinstateError("USAGE_INVALID", "Other work is under way. Let it end, or cancel it, then sign out.");
}
