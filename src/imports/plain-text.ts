// Ours and not an HTML parser: htmlparser2 takes minutes for 5 MB of tags that are never closed.
import { decodeHTMLStrict } from 'entities';

/** What stands apart from what is around it. */
const BLOCK = /^\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure)\b/i;
/** Elements whose text is invisible. */
const HIDDEN = /^(script|style|template|noscript)\b/i;

/** Extracts the text of HTML. Looks at each character once, even in broken markup. */
export function plainText(markup: string): string {
  const small = withSmallLetters(markup);
  const words: string[] = [];
  let at = 0;
  while (at < markup.length) {
    const start = markup.indexOf('<', at);
    if (start < 0) break;
    words.push(markup.slice(at, start));
    if (!/[a-z/!?]/i.test(markup[start + 1] ?? '')) {
      // As in "3 < 5"; a space keeps it from forming a new tag with the text after a removed one.
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
  return tidy(decodeHTMLStrict(words.join('')));
}

/** Yields the contents of elements such as `script`, each with the attributes of its tag. */
export function* rawElements(markup: string, name: string) {
  const small = withSmallLetters(markup);
  for (let at = small.indexOf(`<${name}`); at >= 0; at = small.indexOf(`<${name}`, at)) {
    const start = small.indexOf('>', at);
    const end = start < 0 ? -1 : small.indexOf(`</${name}`, start);
    if (end < 0) return;
    yield { tag: markup.slice(at, start), text: markup.slice(start + 1, end) };
    at = end;
  }
}

/** Lower-cases only ASCII: `İ` would become two characters and shift the rest. */
function withSmallLetters(markup: string): string {
  return markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function endOf(small: string, name: string, from: number): number {
  const end = small.indexOf(`</${name.toLowerCase()}`, from);
  return end < 0 ? small.length : end;
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[\s\p{Cc}\ufffd]+/gu, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}
