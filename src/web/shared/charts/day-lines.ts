import { type Html, html, type Part } from '../html.ts';
import { axisFor, type ChartWords, dayNames, middleOf, picture } from './frame.ts';

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
