import { type Html, html, type Part } from '../shared/html.ts';

/** Whether a sign keeps a mark from beginning or ending something, as in a_file_name. */
const INNER = /[\p{L}\p{N}]/u;

/** A message as WhatsApp shows it: *bold*, _italic_ and ~struck out~ within a line; line breaks stay. */
export function showWhatsApp(text: string): Html {
  const lines = text.split('\n').map(showMarks);
  return html`${lines.map((line, at) => html`${at > 0 && '\n'}${line}`)}`;
}

function showMarks(line: string): Part {
  const parts: Part[] = [];
  const open = new Map<string, number>();
  const tokens = line.split(/([*_~])/);
  for (const [at, token] of tokens.entries()) {
    const from = open.get(token);
    const [before = '', after = ''] = [tokens[at - 1]?.at(-1), tokens[at + 1]?.[0]];
    if (at % 2 === 0) parts.push(token);
    else if (from !== undefined && before.trim() !== '' && !INNER.test(after)) {
      const inside = parts.splice(from + 1);
      parts.pop();
      for (const [mark, begin] of open) if (begin >= from) open.delete(mark);
      parts.push(wrap(token, inside));
    } else {
      if (after.trim() !== '' && !INNER.test(before)) open.set(token, parts.length);
      parts.push(token);
    }
  }
  return parts;
}

function wrap(mark: string, inside: readonly Part[]): Html {
  if (mark === '*') return html`<strong>${inside}</strong>`;
  return mark === '_' ? html`<em>${inside}</em>` : html`<s>${inside}</s>`;
}
