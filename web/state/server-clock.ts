/**
 * The server's clock, as far as its answers tell it: the device's own may be minutes off, and every time that the
 * pages count down to is the server's. A `Date` header is cut to the second, so the estimate is late rather than
 * early, and nothing is offered before the server would allow it.
 */
export interface ServerClock {
  readonly now: () => number;
  /** Learns from the `Date` of an answer that has just come. */
  readonly observe: (date: string | null) => void;
  readonly offset: () => number;
  /** Takes up the offset that was known before a reload. */
  readonly restore: (offset: number) => void;
}

export function createServerClock(deviceNow = () => Date.now()): ServerClock {
  let offset = 0;
  return {
    now: () => deviceNow() + offset,
    observe: (date) => {
      const told = date === null ? Number.NaN : Date.parse(date);
      if (!Number.isNaN(told)) offset = told - deviceNow();
    },
    offset: () => offset,
    restore: (known) => {
      offset = known;
    },
  };
}
