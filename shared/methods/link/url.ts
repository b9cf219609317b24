/** The URL of a challenge; only logins have them. */
export function urlIn({ url }: { readonly url?: string | undefined }): string {
  if (url === undefined) throw new Error("a challenge without a URL has nothing to send");
  return url;
}
