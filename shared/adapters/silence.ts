/**
 * Whether a call got no answer at all, so that what it asked for may have been done. The SDK names connections that
 * broke so too.
 */
export const isSilence = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";
