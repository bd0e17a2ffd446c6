import { expect, test } from 'vitest';
import { percentile } from '../../../src/domain/stats/answer-time.ts';
import { transitionsOf } from '../../../src/engine/targets.ts';
import { compareWords } from '../../../src/ui-text/compare-words.ts';
import { flowMap } from '../../../src/web/desk/stats/flow-map.ts';
import { flowStats } from '../../../src/web/desk/stats/flow-stats.ts';
import { dayBars, dayLines, rowBars } from '../../../src/web/shared/charts/day-charts.ts';
import { ticksUpTo } from '../../../src/web/shared/charts/frame.ts';
import { loadScript } from '../../support/stage.ts';

const words = { id: 'uji', title: 'Laporan & kabar', description: 'Dua hari' };
const days = ['2026-11-23', '2026-11-24'];

function numbers(drawing: string, shape: string, attribute: string): number[] {
  const found = drawing.matchAll(new RegExp(`<${shape}[^>]* ${attribute}="([\\d.]+)"`, 'g'));
  return [...found].map(([, value]) => Number(value));
}

test('an axis has a few round steps that reach the greatest value', () => {
  expect(ticksUpTo(0)).toEqual([0, 1]);
  expect(ticksUpTo(3)).toEqual([0, 1, 2, 3]);
  expect(ticksUpTo(27)).toEqual([0, 10, 20, 30]);
  expect(ticksUpTo(1000)).toEqual([0, 500, 1000]);
  for (let most = 1; most < 100_000; most = Math.ceil(most * 1.3)) {
    const ticks = ticksUpTo(most);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});

test('a percentile is one of the values, whatever their order', () => {
  expect(percentile([], 0.5)).toBeUndefined();
  expect(percentile([7], 0.95)).toBe(7);
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)]).toEqual([
    50, 95, 100,
  ]);
});

test('bars are as high as their values, one upon the other, and say in words what they show', () => {
  const drawing = dayBars(words, days, [
    [10, 20],
    [10, 0],
  ]).toString();
  const [first = 0, second = 0, third = 0] = numbers(drawing, 'rect', 'height');
  expect(first).toBeCloseTo(second, 0);
  expect(third).toBeCloseTo(2 * first, 0);
  const [below = 0, above = 0] = numbers(drawing, 'rect', 'y');
  expect(above + second).toBeCloseTo(below, 0);
  expect(drawing).toContain('<title id="uji-title">Laporan &#38; kabar</title>');
  expect(drawing).toContain('<desc id="uji-text">Dua hari</desc>');
});

test('a day without a value has no point, and the line goes on', () => {
  const drawing = dayLines(words, ['a', 'b', 'c'], [[1, undefined, 3]]).toString();
  expect(numbers(drawing, 'circle', 'cx')).toHaveLength(2);
  expect(drawing).toMatch(/d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+"/);
});

test('rows have bars by their share of the greatest, and are a table', () => {
  const heads = { title: 'Provinsi', name: 'Provinsi', count: 'Jumlah' };
  const drawing = rowBars(heads, [
    { name: '<b>Aceh', value: 5 },
    { name: 'Bali', value: 20 },
  ]).toString();
  expect(drawing).toContain('width="25%"');
  expect(drawing).toContain('width="100%" height="8" rx="3"');
  expect(drawing).toContain('&#60;b&#62;Aceh');
});

test('every flow is drawn with all its states, each in a place of its own', () => {
  for (const flow of loadScript().flows.values()) {
    const figures = flowStats(flow, new Map());
    const drawing = flowMap(flow, figures, mapWords(flow.name)).toString();
    for (const name of flow.states.keys()) expect(drawing).toContain(`>${name}</text>`);
    const [x, y] = [numbers(drawing, 'rect', 'x'), numbers(drawing, 'rect', 'y')];
    const places = new Set(x.map((value, at) => `${value} ${y[at]}`));
    expect(places.size).toBe(x.length);
  }
});

function mapWords(title: string) {
  return {
    title,
    nameOf: (name: string) => name,
    entered: (n: number) => `${n} masuk`,
    silent: (n: number) => `${n} diam`,
  };
}

test('a drawing tells how many came, fell silent and went each way; what nobody walked is faint', () => {
  const flow = loadScript().flows.get('tip');
  if (!flow) throw new Error('there is no flow tip');
  const sums = new Map([
    ['entered.tip.search', 8],
    ['left.tip.search.on confirm', 6],
    ['left.tip.search.on none', 2],
    ['entered.tip.confirm', 6],
    ['left.tip.confirm.yes', 1],
    ['left.tip.confirm.else', 2],
    ['left.tip.confirm.after', 2],
  ]);
  const drawing = flowMap(flow, flowStats(flow, sums), mapWords('Uji')).toString();
  const textAt = (figure: string) =>
    new RegExp(`data-figure="${figure}"[^>]*>([^<]*)<`).exec(drawing)?.[1];
  expect(textAt('count-search')).toBe('8 masuk');
  expect(textAt('count-confirm')).toBe('6 masuk · 2 diam');
  expect(textAt('label-search-to-confirm')).toBe('6 · 75%');
  expect(textAt('label-confirm-to-unknown')).toBe('2 · 40%');
  expect(textAt('label-search-to-answer')).toBe('');
  expect(drawing).toContain('class="box call" data-figure="box-search"');
  expect(drawing).toContain('class="box question unwalked" data-figure="box-answer"');
  expect(drawing).toContain('class="way unwalked" data-figure="way-search-to-answer"');
});

test('labels of a drawing cover neither one another nor a box, or hardly ever', () => {
  let [all, covered] = [0, 0];
  for (const flow of loadScript().flows.values()) {
    const names = [...flow.states].flatMap(([name, state]) =>
      transitionsOf(state).map(({ by }) => `left.${flow.name}.${name}.${by}`),
    );
    const figures = flowStats(flow, new Map(names.map((name) => [name, 5])));
    const drawing = flowMap(flow, figures, mapWords('Uji')).toString();
    const labels = [...drawing.matchAll(/class="way-count"[^>]* x="([-\d.]+)" y="([-\d.]+)"/g)];
    const places = labels.map(([, x, y]) => [Number(x), Number(y)] as const);
    const [x, y] = [numbers(drawing, 'rect', 'x'), numbers(drawing, 'rect', 'y')];
    all += places.length;
    covered += places.filter(
      ([a, b], at) =>
        places.slice(at + 1).some(([c, d]) => Math.abs(a - c) < 70 && Math.abs(b - d) < 15) ||
        x.some((left, n) => a > left && a < left + 168 && b > (y[n] ?? 0) && b < (y[n] ?? 0) + 56),
    ).length;
  }
  expect(all).toBeGreaterThan(100);
  expect(covered / all).toBeLessThan(0.05);
});

test('two versions are compared word by word, and nothing of either is lost', () => {
  const runs = compareWords('salah. Bank tutup dua hari.', 'menyesatkan. Bank tutup tiga hari.');
  const of = (...types: string[]) =>
    runs.flatMap(({ type, text }) => (types.includes(type) ? text : [])).join('');
  expect(of('same', 'gone')).toBe('salah. Bank tutup dua hari.');
  expect(of('same', 'new')).toBe('menyesatkan. Bank tutup tiga hari.');
  expect(of('gone')).toBe('salah. dua ');
  expect(of('new')).toBe('menyesatkan. tiga ');
});
