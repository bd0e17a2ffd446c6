/** Reduces text for comparison to plain lower-case words and digits, one space between them. */
export function fold(text: string): string {
  return text
    .replace(/(\d)\uFE0F?\u20E3/g, '$1 ')
    .replaceAll('🔟', '10 ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .replace(/([👍👎])[🏻-🏿]?/gu, ' $1 ')
    .replace(/[^\p{L}\p{N}👍👎]+/gu, ' ')
    .trim();
}

export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}
