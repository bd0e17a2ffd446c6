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
  const change = EDITS[key];
  if (change) return change(field);
  return signsOf(key).length === 1 ? insert(field, key) : undefined;
}

const toStart = ({ text }: Field): Field => ({ text, cursor: 0 });
const toEnd = ({ text }: Field): Field => ({ text, cursor: text.length });

const EDITS: Readonly<Record<string, (field: Field) => Field>> = {
  left: (field) => ({ ...field, cursor: field.cursor - before(field).length }),
  right: (field) => ({ ...field, cursor: field.cursor + after(field).length }),
  home: toStart,
  'ctrl-a': toStart,
  end: toEnd,
  'ctrl-e': toEnd,
  backspace: (field) => remove(field, before(field).length),
  delete: (field) => {
    const { text, cursor } = field;
    return { text: text.slice(0, cursor) + text.slice(cursor + after(field).length), cursor };
  },
  'ctrl-w': (field) => remove(field, lastWordLength(field.text.slice(0, field.cursor))),
  'ctrl-u': (field) => remove(field, field.cursor),
  'ctrl-k': ({ text, cursor }) => ({ text: text.slice(0, cursor), cursor }),
  'ctrl-g': toNextGap,
};

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
