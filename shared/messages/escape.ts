/** Text as HTML and SSML show or speak it, whoever wrote it. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
