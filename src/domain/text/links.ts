/** Domain endings that make a bare name a link; with a path, any ending does. */
const ENDINGS =
  'com|net|org|id|info|biz|xyz|site|online|top|shop|store|click|link|live|app|dev|me|ly|gl|cc|vip|pro|win|club|icu|example';
/** Up to eight labels of any script, as look-alike letters are used; the bounds keep the search linear on hostile text. */
const HOST = '(?<![\\p{L}\\p{N}.@-])(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}';
/** Web addresses as people write them, with or without the scheme. */
const LINK = new RegExp(
  [
    '(?<![a-z0-9])https?:\\/\\/[^\\s<>"\']+',
    '(?<![a-z0-9.@-])www\\.[^\\s<>"\']+',
    `${HOST}[a-z]{2,24}\\/[^\\s<>"']*`,
    `${HOST}(?:${ENDINGS})(?![\\p{L}\\p{N}-])`,
  ].join('|'),
  'giu',
);

/** Finds the links in a text, without trailing punctuation, each once. */
export function findLinks(text: string): string[] {
  const found = text.match(LINK) ?? [];
  return [
    ...new Set(found.map((link) => link.replace(/(?<![.,;:!?)\]}*_~])[.,;:!?)\]}*_~]+$/, ''))),
  ].slice(0, 20);
}

/** Breaks every link in a text, so that nobody opens one by accident. */
export function defang(text: string): string {
  return text.replace(LINK, (link) =>
    link
      .replace(/^http/i, (scheme) => (scheme === 'HTTP' ? 'HXXP' : 'hxxp'))
      .replace(/\.(?=[^\s.])/g, '[.]'),
  );
}
