import { useEffect } from "preact/hooks";

declare global {
  interface CredentialRequestOptions {
    /** WebOTP, which TypeScript's library does not know. */
    otp?: { transport: "sms"[] };
  }
}

/**
 * Fills in the code of an SMS that names this host, where the browser can and the person agrees (WebOTP). It never
 * sends the form: whoever wants to log in says so.
 */
export function useWebOtp(isSms: boolean, onCode: (code: string) => void): void {
  useEffect(() => {
    if (!isSms || !("OTPCredential" in window)) return;
    const given = new AbortController();
    navigator.credentials
      .get({ otp: { transport: ["sms"] }, signal: given.signal })
      .then((credential) => {
        if (credential !== null && "code" in credential && typeof credential.code === "string") onCode(credential.code);
      })
      // Refused, timed out or left: the code is typed instead.
      .catch(() => {});
    return () => given.abort();
  }, []);
}
