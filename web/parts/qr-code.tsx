import type { Challenge } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { pictureOf } from "../state/otpauth.ts";
import { useSecondsUntil } from "../state/server-time.ts";
import { Notice } from "./notice.tsx";

/** The QR code of this moment; the next one comes with the next look at the login. */
export function QrCode({ qr }: { readonly qr: Challenge["qr"] }) {
  const own = useLanguage().words.approvals.qr;
  const left = useSecondsUntil(Date.parse(qr?.expiresAt ?? ""));
  if (qr === undefined) return <p class="loading">{own.loading}</p>;
  if (qr.isScanned) {
    return (
      <Notice kind="info">
        <p>{own.scanned}</p>
      </Notice>
    );
  }
  return (
    <>
      <img class="qr" src={pictureOf(qr.svg)} alt={own.picture} width="240" height="240" />
      <p class="hint ticking">{own.next(left)}</p>
    </>
  );
}
