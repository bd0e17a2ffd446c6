import { type Html, html } from '../html.ts';
import { axisFor, type ChartWords, dayNames, field, middleOf, picture, round } from './frame.ts';

const LOOKS = ['full-bar', 'hollow-bar', 'pale-bar'];

/** Bars by day, up to three series upon one another; they differ in more than colour. */
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
