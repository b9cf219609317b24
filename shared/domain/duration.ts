/** Milliseconds. All durations of the domain are of this unit, and are made by the functions below. */
export type Milliseconds = number;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const seconds = (count: number): Milliseconds => count * 1000;
export const minutes = (count: number): Milliseconds => seconds(60 * count);
export const hours = (count: number): Milliseconds => minutes(60 * count);
export const days = (count: number): Milliseconds => hours(24 * count);

/** Whole seconds, rounded up: a `Retry-After` never invites too early. */
export const toSeconds = (duration: Milliseconds): number => Math.ceil(duration / 1000);
/** Seconds since 1970, rounded down, as JWT claims and DynamoDB's TTL want them. */
export const toEpochSeconds = (instant: Instant): number => Math.floor(instant / 1000);
/** RFC 3339 in UTC, without a fraction. */
export const toRfc3339 = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
