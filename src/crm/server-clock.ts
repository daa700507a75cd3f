/** The org's clock, carried forward from its last `Date` header. Local time may be wrong, and cursors are in org time. */
export interface ServerClock {
  /** Milliseconds since 1970; never ahead of the org, up to a second and the time of a reply behind it. */
  now(): number;
  /** Org time minus local time at the last reply, in milliseconds; undefined before the first. */
  difference(): number | undefined;
  heard(dateHeader: string | null): void;
}

export function serverClock(): ServerClock {
  let last: { server: number; monotonic: number; difference: number } | undefined;
  return {
    now: () => (last === undefined ? Date.now() : last.server + Math.floor(performance.now() - last.monotonic)),
    difference: () => last?.difference,
    heard(dateHeader) {
      const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
      if (Number.isNaN(server)) return;
      last = { server, monotonic: performance.now(), difference: server - Date.now() };
    },
  };
}
