/** However slow the answers are, no more waves than this are on their way at once. */
const mostWaves = 32;
/** Waves that always wait for the limiter, beyond this one, only let time pass between looking and writing. */
const enoughWaiting = 1;

/** What a wave tells of itself, in this order; a wave may end without having written anything. */
export interface Flight {
  /** It has looked, and asks to write. */
  ready(): void;
  /** The limiter let its first write through. */
  sent(): void;
  ended(): void;
}

export interface Pace {
  mayBegin(): boolean;
  begin(): Flight;
  /** Resolves when a flight has come further. */
  changed(): Promise<void>;
}

/**
 * How far ahead of the limiter waves are begun: as far as it takes for one to be ready whenever a write may go. Whenever a
 * write leaves nobody waiting, answers are slower than the limiter, and more are let ahead; if several waited all the
 * time, one less is.
 */
export function createPace(): Pace {
  let [allowed, ahead, waiting, onTheWay] = [1, 0, 0, 0];
  let [least, sent] = [Number.POSITIVE_INFINITY, 0];
  let tell: () => void = () => undefined;
  let next = new Promise<void>((resolve) => {
    tell = resolve;
  });

  function change(): void {
    tell();
    next = new Promise((resolve) => {
      tell = resolve;
    });
  }

  function adapt(): void {
    [least, sent] = [Math.min(least, waiting), sent + 1];
    if (least > 0 && sent < allowed) return;
    if (least === 0) allowed = Math.min(mostWaves, allowed + Math.ceil(allowed / 2));
    else if (least > enoughWaiting) allowed = Math.max(1, allowed - 1);
    [least, sent] = [Number.POSITIVE_INFINITY, 0];
  }

  function begin(): Flight {
    let place: "looking" | "waiting" | "sent" = "looking";
    ahead += 1;
    onTheWay += 1;
    const leave = (): void => {
      if (place === "waiting") waiting -= 1;
      if (place === "sent") return;
      ahead -= 1;
      place = "sent";
      adapt();
    };
    return {
      ready() {
        if (place !== "looking") return;
        place = "waiting";
        waiting += 1;
        change();
      },
      sent() {
        leave();
        change();
      },
      ended() {
        leave();
        onTheWay -= 1;
        change();
      },
    };
  }

  return {
    mayBegin: () => ahead < allowed && onTheWay < mostWaves,
    begin,
    changed: () => next,
  };
}
