import { signsOf } from './measure.ts';

/** Text being edited, and the position of the cursor. */
export interface Field {
  text: string;
  cursor: number;
}

/** As long as a draft may be. */
export const MAX_FIELD = 2000;

/** What a terminal may bring along with a text, and nobody would see in a verdict. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** A field with its cursor at the first gap, or else at the end. */
export function toField(text: string): Field {
  const gap = text.search(/«[^«»]*»/);
  return { text, cursor: gap < 0 ? text.length : gap };
}

/** Puts in what was typed or pasted; a gap of a template makes way for it. */
export function insert({ text, cursor }: Field, added: string): Field {
  const clean = added.replace(/\s+/g, ' ').replace(UNSEEN, '');
  const gap = text.slice(cursor).match(/^«[^»]*»/)?.[0] ?? '';
  const next = text.slice(0, cursor) + clean + text.slice(cursor + gap.length);
  if (next.length > MAX_FIELD) return { text, cursor };
  return { text: next, cursor: cursor + clean.length };
}

/** What an editing key makes of a field; undefined for any other key. */
export function edit(field: Field, key: string): Field | undefined {
  const { text, cursor } = field;
  switch (key) {
    case 'left':
      return { text, cursor: cursor - before(field).length };
    case 'right':
      return { text, cursor: cursor + after(field).length };
    case 'home':
    case 'ctrl-a':
      return { text, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { text, cursor: text.length };
    case 'backspace':
      return remove(field, before(field).length);
    case 'delete':
      return { text: text.slice(0, cursor) + text.slice(cursor + after(field).length), cursor };
    case 'ctrl-w':
      return remove(field, lastWordLength(text.slice(0, cursor)));
    case 'ctrl-u':
      return remove(field, cursor);
    case 'ctrl-k':
      return { text: text.slice(0, cursor), cursor };
    case 'ctrl-g':
      return toNextGap(field);
    default:
      return signsOf(key).length === 1 ? insert(field, key) : undefined;
  }
}

function remove({ text, cursor }: Field, count: number): Field {
  return { text: text.slice(0, cursor - count) + text.slice(cursor), cursor: cursor - count };
}

function before({ text, cursor }: Field): string {
  return signsOf(text.slice(0, cursor)).at(-1) ?? '';
}

/** A gap counts as one sign. */
function after({ text, cursor }: Field): string {
  const rest = text.slice(cursor);
  return rest.match(/^«[^»]*»/)?.[0] ?? signsOf(rest)[0] ?? '';
}

/** How long the last word is, with the spaces behind it. */
function lastWordLength(text: string): number {
  return text.length - text.trimEnd().replace(/(?<!\S)\S+$/, '').length;
}

function toNextGap({ text, cursor }: Field): Field {
  const next = text.slice(cursor + 1).search(/«[^«»]*»/);
  if (next >= 0) return { text, cursor: cursor + 1 + next };
  return toField(text);
}
