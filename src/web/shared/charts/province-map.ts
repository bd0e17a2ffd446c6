import { html } from '../html.ts';
import type { ChartWords } from './frame.ts';
import places from './province-places.json' with { type: 'json' };

const TILE = { size: 58, step: 62 };
const LEVELS = 4;

/** The provinces as squares about where they lie (columns from the west, rows from the north), the darker the more. */
export function provinceMap(
  words: ChartWords,
  counted: readonly { region: string; count: number }[],
) {
  const counts = new Map(counted.map(({ region, count }) => [region, count]));
  const most = Math.max(1, ...Object.keys(places).map((name) => counts.get(name) ?? 0));
  const tiles = Object.entries(places).map(([name, { short, column, row }]) => {
    const count = counts.get(name) ?? 0;
    const [x, y] = [column * TILE.step + 1, row * TILE.step + 1];
    const middle = x + TILE.size / 2;
    return html`<g class="tile level-${Math.ceil((LEVELS * count) / most)}"><title>${name}: ${count}</title><rect x="${x}" y="${y}" width="${TILE.size}" height="${TILE.size}" rx="6"/><text x="${middle}" y="${y + 24}" text-anchor="middle">${short}</text><text class="tile-count" x="${middle}" y="${y + 44}" text-anchor="middle">${count}</text></g>`;
  });
  const { id, title, description } = words;
  return html`<div class="chart tiles" tabindex="0" role="group" aria-label="${title}"><svg viewBox="0 0 ${15 * TILE.step} ${6 * TILE.step}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>${tiles}</svg></div>`;
}
