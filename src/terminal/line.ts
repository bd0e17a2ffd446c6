import { neutralise } from '../domain/text/strip-control-codes.ts';
import { cut, widthOf, wrap } from './measure.ts';

export interface Size {
  columns: number;
  rows: number;
}

/** Style of a piece of text; colour alone never carries meaning. */
export interface Style {
  color?: 'red' | 'green' | 'yellow' | 'cyan' | 'magenta';
  bold?: boolean;
  dim?: boolean;
  inverse?: boolean;
  underline?: boolean;
}

export interface Segment extends Style {
  text: string;
}

export type Line = readonly Segment[];

export const dim: Style = { dim: true };
export const bold: Style = { bold: true };
export const blank: Line = [];

export function line(text: string, style: Style = {}): Line {
  return [{ text: neutralise(text).replaceAll('\n', ' '), ...style }];
}

/** A text in as many lines as it takes, each behind the same indent. */
export function paragraph(
  text: string,
  columns: number,
  { indent = '', style = {} }: { indent?: string; style?: Style } = {},
): Line[] {
  return wrap(neutralise(text), columns - indent.length).map((words) =>
    line(`${indent}${words}`, style),
  );
}

/** Lines behind a label, which stands before the first of them. */
export function labelled(label: Line, lines: readonly Line[]): Line[] {
  const indent = line(' '.repeat(label.reduce((sum, { text }) => sum + widthOf(text), 0)));
  return lines.map((each, n) => [...(n === 0 ? label : indent), ...each]);
}

/** A line cut to the columns that there are. */
export function clip(segments: Line, columns: number): Line {
  let left = columns;
  const fitted: Segment[] = [];
  for (const segment of segments) {
    if (left <= 0) break;
    const text = cut(segment.text, left);
    fitted.push({ ...segment, text });
    left -= widthOf(text);
  }
  return fitted;
}

/** A line filled with spaces up to the last column. */
export function fill(segments: Line, columns: number, style: Style = {}): Line {
  const fitted = clip(segments, columns);
  const rest = columns - fitted.reduce((sum, { text }) => sum + widthOf(text), 0);
  return rest > 0 ? [...fitted, { text: ' '.repeat(rest), ...style }] : fitted;
}

/** Two blocks of lines side by side. */
export function sideBySide(left: readonly Line[], right: readonly Line[], columns: number): Line[] {
  const half = Math.floor((columns - 3) / 2);
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, at) => [
    ...fill(left[at] ?? blank, half),
    { text: ' │ ', dim: true },
    ...clip(right[at] ?? blank, columns - half - 3),
  ]);
}
