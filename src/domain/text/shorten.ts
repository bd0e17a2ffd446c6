/** The text cut at a sentence, or else a word, so that it has at most `length` characters. */
export function shorten(text: string, length: number): string {
  const clean = text.toWellFormed().replace(/\s+/g, ' ').trim();
  if (clean.length <= length) return clean;
  if (length <= 0) return '';
  const sentence = clean.slice(0, length - 1).match(/^.*[.!?](?=\s)/s)?.[0];
  if (sentence && sentence.length > length / 2) return sentence;
  return cutAtWord(clean, length);
}

/** The start of a text that is too long, without a broken word at its end. */
export function cutAtWord(text: string, length: number): string {
  const cut = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/(?<!\s)\s+\S*$/, '')}…`;
}
