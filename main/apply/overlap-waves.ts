import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Flight } from "./pace.ts";
import { createPace } from "./pace.ts";
import type { Wave } from "./waves.ts";
import { mayGoAlong } from "./waves.ts";

/**
 * Carries waves out, several on their way at once, so that slow answers do not slow the writing down. Waves begin in their
 * order, and one that must not go along with an earlier one waits for its end. After a failure or a stop no more begin.
 * Resolves when all that began have ended, with the error that counts, if there was one.
 */
export async function overlapWaves(
  waves: Iterable<Wave>,
  carryOut: (wave: Wave, flight: Flight) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<unknown> {
  const pace = createPace();
  const onTheWay = new Map<Wave, Promise<void>>();
  const errors: unknown[] = [];
  const mayGoOn = () => errors.length === 0 && signal?.aborted !== true;

  async function fly(wave: Wave): Promise<void> {
    const flight = pace.begin();
    const error = await carryOut(wave, flight).catch((thrown: unknown) => thrown);
    if (error !== undefined) errors.push(error);
    onTheWay.delete(wave);
    flight.ended();
  }

  for (const wave of waves) {
    const isHeld = () => !pace.mayBegin() || ![...onTheWay.keys()].every((earlier) => mayGoAlong(wave, earlier));
    while (mayGoOn() && isHeld()) await pace.changed();
    if (!mayGoOn()) break;
    onTheWay.set(wave, fly(wave));
  }
  await Promise.all(onTheWay.values());
  // A bug must not hide behind a cancelled request.
  return errors.find((error) => !(error instanceof ReinstateError)) ?? errors[0];
}
