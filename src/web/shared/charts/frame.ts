import { type Html, html, type Part } from '../html.ts';
/** Where the drawing lies within the picture. */
export const field = { width: 640, height: 220, left: 44, right: 8, top: 10, bottom: 28 };

/** What a chart says in words, for those who do not see it. */
export interface ChartWords {
  id: string;
  title: string;
  description: string;
}

/** The upright axis for values up to the greatest: where a value lies, and the lines to read it by. */
export function axisFor(greatest: number) {
  const ticks = ticksUpTo(greatest);
  const most = ticks.at(-1) ?? 1;
  const height = field.height - field.top - field.bottom;
  const y = (value: number) => round(field.top + height * (1 - value / most));
  const lines = ticks.map(
    (tick) =>
      html`<line class="grid" x1="${field.left}" x2="${field.width - field.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="${field.left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  return { y, lines };
}

/** Names of days under the drawing, as many as there is room for. */
export function dayNames(days: readonly string[]): Part {
  const every = Math.max(1, Math.ceil(days.length / 10));
  return days.map((day, at) =>
    at % every === 0
      ? html`<text class="tick${(at / every) % 2 === 1 ? ' spare' : ''}" x="${middleOf(at, days.length)}" y="${field.height - 8}" text-anchor="middle">${shortDay(day)}</text>`
      : undefined,
  );
}

/** The middle of a day's place. */
export function middleOf(at: number, count: number): number {
  const width = field.width - field.left - field.right;
  return round(field.left + (width * (at + 0.5)) / count);
}

export function picture({ id, title, description }: ChartWords, inside: Part): Html {
  return html`<div class="chart" tabindex="0" role="group" aria-label="${title}"><svg viewBox="0 0 ${field.width} ${field.height}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>${inside}</svg></div>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function shortDay(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}`;
}

/** Round steps from nothing up to at least the greatest value, few enough to be read. */
export function ticksUpTo(greatest: number): number[] {
  const most = Math.max(1, Math.round(1e6 * greatest) / 1e6); // parts of a whole add up to it only nearly
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const fitting = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const step = Math.max(1, fitting ?? rough);
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < most) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks;
}
