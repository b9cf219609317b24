/**
 * A sender's number as people in Japan see it on their phones: `+815012345678` → `050-1234-5678`. Whatever else a
 * sender may be, a foreign number, a short code or a name, is shown as it is.
 */
export function shownNumber(sender: string): string {
  if (!sender.startsWith("+81")) return sender;
  const national = `0${sender.slice(3)}`;
  return national.replace(/^(0[5-9]0)(\d{4})(\d{4})$/, "$1-$2-$3").replace(/^(0120)(\d{3})(\d{3})$/, "$1-$2-$3");
}
