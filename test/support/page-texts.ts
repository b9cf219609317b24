/** What the page holds of the operator's settings. */
export function serviceIn(html: string) {
  const [, text = ""] = /name="nidan-service" content="([^"]*)"/.exec(html) ?? [];
  return JSON.parse(text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)));
}
