import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { Field } from './edit-text.ts';
import { type Line, line, type Segment } from './line.ts';
import { signsOf, wrap } from './measure.ts';

/** A text being written in as many lines as it takes, with the sign under the cursor marked. */
export function drawField(
  { text, cursor }: Field,
  { label, columns, isHere }: { label: string; columns: number; isHere: boolean },
): Line[] {
  const indent = ' '.repeat(label.length);
  const lines = wrapAll(neutralise(text).replaceAll('\n', ' '), columns - label.length - 1);
  let start = 0;
  return lines.map((words, n) => {
    const from = start;
    start += words.length;
    const head = line(n === 0 ? label : indent, { bold: isHere });
    const isLast = n === lines.length - 1;
    const at = neutralise(text.slice(0, cursor)).length - from;
    const isOn = isHere && at >= 0 && (at < words.length || isLast);
    return [...head, ...(isOn ? withCursor(words, at) : line(words))];
  });
}

/** Wrapped without losing a sign, so that the cursor can be counted to. */
function wrapAll(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = text;
  for (const words of wrap(text, columns)) {
    const spaces = rest.slice(words.length).match(/^ */)?.[0] ?? '';
    lines.push(words + spaces);
    rest = rest.slice(words.length + spaces.length);
  }
  return lines;
}

/** The sign under the cursor, or the whole gap of a template that typing will replace. */
function withCursor(words: string, at: number): Segment[] {
  const rest = words.slice(at);
  const under = rest.match(/^«[^»]*»?/)?.[0] ?? signsOf(rest)[0] ?? ' ';
  const [before, after] = [line(words.slice(0, at)), line(rest.slice(under.length))];
  return [...before, ...line(under, { inverse: true }), ...after];
}
