import { type Html, html } from '../html.ts';
import type { ChartWords } from './frame.ts';

/** What is counted of a province. */
export interface Counted {
  region: string;
  count: number;
}

const TILE = { size: 58, step: 62 };
const LEVELS = 4;

/** The provinces as squares, each about where it lies, the darker the more there is of it. */
export function provinceMap(words: ChartWords, counted: readonly Counted[]): Html {
  const counts = new Map(counted.map(({ region, count }) => [region, count]));
  const most = Math.max(1, ...Object.keys(places).map((name) => counts.get(name) ?? 0));
  const tiles = Object.entries(places).map(([name, [short, column, row]]) => {
    const count = counts.get(name) ?? 0;
    const [x, y] = [column * TILE.step + 1, row * TILE.step + 1];
    const middle = x + TILE.size / 2;
    return html`<g class="tile level-${Math.ceil((LEVELS * count) / most)}"><title>${name}: ${count}</title><rect x="${x}" y="${y}" width="${TILE.size}" height="${TILE.size}" rx="6"/><text x="${middle}" y="${y + 24}" text-anchor="middle">${short}</text><text class="tile-count" x="${middle}" y="${y + 44}" text-anchor="middle">${count}</text></g>`;
  });
  const { id, title, description } = words;
  return html`<div class="chart tiles" tabindex="0" role="group" aria-label="${title}"><svg viewBox="0 0 ${15 * TILE.step} ${6 * TILE.step}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>${tiles}</svg></div>`;
}

/** Each province's short name, its column from the west and its row from the north. */
const places: Readonly<Record<string, readonly [string, number, number]>> = {
  Aceh: ['Aceh', 0, 0],
  'Sumatera Utara': ['Sumut', 1, 0],
  'Kepulauan Riau': ['Kepri', 3, 0],
  'Kalimantan Utara': ['Kaltara', 6, 0],
  Gorontalo: ['Gtlo', 8, 0],
  'Sulawesi Utara': ['Sulut', 9, 0],
  'Maluku Utara': ['Malut', 11, 0],
  'Papua Barat Daya': ['PBD', 12, 0],
  'Papua Barat': ['Pabar', 13, 0],
  'Sumatera Barat': ['Sumbar', 1, 1],
  Riau: ['Riau', 2, 1],
  'Kalimantan Barat': ['Kalbar', 5, 1],
  'Kalimantan Timur': ['Kaltim', 6, 1],
  'Sulawesi Tengah': ['Sulteng', 8, 1],
  Papua: ['Papua', 14, 1],
  Bengkulu: ['Bkulu', 1, 2],
  Jambi: ['Jambi', 2, 2],
  'Kalimantan Tengah': ['Kalteng', 5, 2],
  'Kalimantan Selatan': ['Kalsel', 6, 2],
  'Sulawesi Barat': ['Sulbar', 8, 2],
  'Sulawesi Tenggara': ['Sultra', 9, 2],
  Maluku: ['Maluku', 11, 2],
  'Papua Tengah': ['Pateng', 13, 2],
  'Papua Pegunungan': ['Papeg', 14, 2],
  'Sumatera Selatan': ['Sumsel', 2, 3],
  'Kepulauan Bangka Belitung': ['Babel', 3, 3],
  'Sulawesi Selatan': ['Sulsel', 8, 3],
  'Papua Selatan': ['Pasel', 14, 3],
  Lampung: ['Lamp.', 2, 4],
  Banten: ['Banten', 3, 4],
  'DKI Jakarta': ['DKI', 4, 4],
  'Jawa Tengah': ['Jateng', 5, 4],
  'Jawa Timur': ['Jatim', 6, 4],
  Bali: ['Bali', 7, 4],
  'Nusa Tenggara Barat': ['NTB', 8, 4],
  'Nusa Tenggara Timur': ['NTT', 9, 4],
  'Jawa Barat': ['Jabar', 4, 5],
  'DI Yogyakarta': ['DIY', 5, 5],
};
