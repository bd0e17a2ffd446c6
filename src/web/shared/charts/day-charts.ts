import { type Html, html, type Part } from '../html.ts';
import { axisFor, type ChartWords, dayNames, field, middleOf, picture, round } from './frame.ts';

const LOOKS = ['full-bar', 'hollow-bar', 'half-bar', 'pale-bar'];

/** Bars by day, up to four series upon one another; they differ in more than colour. */
export function dayBars(
  words: ChartWords,
  days: readonly string[],
  series: readonly (readonly number[])[],
): Html {
  const totals = days.map((_, at) => series.reduce((sum, values) => sum + (values[at] ?? 0), 0));
  const { y, lines } = axisFor(Math.max(0, ...totals));
  const width = round(((field.width - field.left - field.right) / Math.max(1, days.length)) * 0.7);
  const bars = days.map((_, at) => {
    let below = 0;
    return series.map((values, which) => {
      const value = values[at] ?? 0;
      if (value === 0) return undefined;
      const top = y(below + value);
      const height = round(y(below) - top);
      below += value;
      return html`<rect class="bar ${LOOKS[which]}" x="${round(middleOf(at, days.length) - width / 2)}" y="${top}" width="${width}" height="${height}"/>`;
    });
  });
  return picture(words, html`${lines}${bars}${dayNames(days)}`);
}

/** Lines by day; the second one is dashed with square points, so that colour is not all. */
export function dayLines(
  words: ChartWords,
  days: readonly string[],
  series: readonly (readonly (number | undefined)[])[],
): Html {
  const { y, lines } = axisFor(Math.max(0, ...series.flat().map((value) => value ?? 0)));
  const drawn = series.map((values, which) => {
    const points = values.flatMap((value, at) =>
      value === undefined ? [] : [{ x: middleOf(at, days.length), y: y(value) }],
    );
    const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
    return html`<path class="line line-${which}" d="${path}"/>${points.map((point) => mark(point, which))}`;
  });
  return picture(words, html`${lines}${drawn}${dayNames(days)}`);
}

function mark({ x, y }: { x: number; y: number }, which: number): Part {
  return which === 0
    ? html`<circle class="mark-0" cx="${x}" cy="${y}" r="3.5"/>`
    : html`<rect class="mark-1" x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`;
}

/** One row: what it is, its number, and what else belongs to it. */
export interface Row {
  name: Part;
  value: number;
  /** The number as it is read, where that is more than its digits. */
  shown?: string;
  note?: Part;
}

/** A table with a bar in each row, which is read as a table by those who do not see it. */
export function rowBars(
  { title, name, count }: { title: string; name: string; count: string },
  rows: readonly Row[],
): Html {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return html`<table class="row-bars"><caption class="unseen">${title}</caption>
<thead class="unseen"><tr><th scope="col">${name}</th><th scope="col">${count}</th></tr></thead>
<tbody>${rows.map(
    ({
      name: what,
      value,
      shown,
      note,
    }) => html`<tr><th scope="row">${what}${note && html` <span class="soft">${note}</span>`}
<svg class="row-bar" width="100%" height="8" aria-hidden="true" focusable="false"><rect class="full-bar" width="${Math.round((100 * value) / most)}%" height="8" rx="3"/></svg></th><td class="number">${shown ?? value}</td></tr>`,
  )}</tbody></table>`;
}
