const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
/** What stands apart from what is around it. */
const BLOCK = /^\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure)\b/i;
/** Elements whose words nobody reads. */
const HIDDEN = /^(script|style|template|noscript)\b/i;

/** The words of a piece of HTML. Each sign is looked at once, however the markup is broken. */
export function plainText(markup: string): string {
  const small = withSmallLetters(markup);
  const words: string[] = [];
  let at = 0;
  while (at < markup.length) {
    const start = markup.indexOf('<', at);
    if (start < 0) break;
    words.push(markup.slice(at, start));
    if (!/[a-z/!?]/i.test(markup[start + 1] ?? '')) {
      // As in "3 < 5"; apart from what follows a tag that is left out, lest the two make a new one.
      words.push(markup[start + 1] === '<' ? '< ' : '<');
      at = start + 1;
      continue;
    }
    const end = markup.indexOf('>', start);
    if (end < 0) {
      at = markup.length;
      break;
    }
    const tag = markup.slice(start + 1, Math.min(end, start + 200));
    const [, hidden] = HIDDEN.exec(tag) ?? [];
    if (BLOCK.test(tag)) words.push('\n');
    at = hidden === undefined ? end + 1 : endOf(small, hidden, end);
  }
  words.push(markup.slice(at));
  return tidy(decode(words.join('')));
}

/** The contents of the elements of a name, such as `script`, each with what stands in its tag. */
export function* rawElements(
  markup: string,
  name: string,
): Generator<{ tag: string; text: string }> {
  const small = withSmallLetters(markup);
  for (let at = small.indexOf(`<${name}`); at >= 0; at = small.indexOf(`<${name}`, at)) {
    const start = small.indexOf('>', at);
    const end = start < 0 ? -1 : small.indexOf(`</${name}`, start);
    if (end < 0) return;
    yield { tag: markup.slice(at, start), text: markup.slice(start + 1, end) };
    at = end;
  }
}

/** Letters of ASCII alone, as in the names of elements: `İ` would become two signs and move all after it. */
function withSmallLetters(markup: string): string {
  return markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function endOf(small: string, name: string, from: number): number {
  const end = small.indexOf(`</${name.toLowerCase()}`, from);
  return end < 0 ? small.length : end;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (all, ten, hex, name) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
    const code = ten === undefined ? Number.parseInt(hex, 16) : Number(ten);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}
