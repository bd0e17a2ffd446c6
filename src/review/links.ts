/** Web addresses as people write them, with or without the scheme. */
const LINK =
  /\b(?:https?:\/\/[^\s<>"']+|(?:www\.|wa\.me\/|t\.me\/|bit\.ly\/|s\.id\/)[^\s<>"']+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|id|info|xyz|site|online|top|shop|click|link|my\.id|web\.id|co\.id|go\.id|example)(?:\/[^\s<>"']*)?)/gi;

/** The links in a text, without trailing punctuation, each once. */
export function findLinks(text: string): string[] {
  const found = text.match(LINK) ?? [];
  return [...new Set(found.map((link) => link.replace(/[.,;:!?)\]}*_]+$/, '')))].slice(0, 20);
}

/** The text with every link broken, so that nobody opens one by accident. */
export function defang(text: string): string {
  return text.replace(LINK, (link) =>
    link
      .replace(/^http/i, (scheme) => (scheme === 'HTTP' ? 'HXXP' : 'hxxp'))
      .replaceAll('.', '[.]'),
  );
}
