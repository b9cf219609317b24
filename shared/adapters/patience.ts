/**
 * How long a client waits for an answer, in milliseconds, and how often it asks. Together they end well before a
 * function does, so that the caller gets a problem and not a gateway's time-out.
 */
export const patience = (requestTimeout: number, maxAttempts: number) => ({
  maxAttempts,
  // Without the last one the SDK only warns, and waits on.
  requestHandler: { connectionTimeout: 1000, requestTimeout, throwOnRequestTimeout: true },
});
