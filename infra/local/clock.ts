const RealDate = globalThis.Date;

/** Milliseconds since 1970 by the machine's clock, however far the handlers' clock was moved. */
export const realNow = (): number => RealDate.now();

/** The clock that the handlers use: the machine's, and what it was moved by. */
export interface Clock {
  readonly now: () => number;
  /** Moves on by so many seconds; back, where they are negative. */
  readonly advance: (seconds: number) => void;
  readonly reset: () => void;
  /** Gives the process its own clock back. */
  readonly close: () => void;
}

/**
 * Puts a movable clock in the place of this process's `Date`. Handlers read `Date.now()` as they do on AWS, so none
 * of them knows. Timers, the emulator and the check of signatures keep the real time.
 */
export function installClock(): Clock {
  let moved = 0;
  const now = () => RealDate.now() + moved;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    get: (target, key, receiver) => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
  return {
    now,
    advance: (seconds) => {
      moved += seconds * 1000;
    },
    reset: () => {
      moved = 0;
    },
    close: () => {
      globalThis.Date = RealDate;
    },
  };
}
