import { expect, test } from 'vitest';
import provinces from '../../../src/domain/text/provinces.json' with { type: 'json' };
import { provinceMap } from '../../../src/web/shared/charts/province-map.ts';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

const words = { id: 'peta', title: 'Laporan & provinsi', description: 'Bali: 20' };

function tilesOf(drawing: string) {
  const tile =
    /class="tile level-(\d)"><title>([^<]+): (\d+)<\/title><rect x="(\d+)" y="(\d+)".*?<text[^>]*>([^<]+)<\/text>/g;
  return [...drawing.matchAll(tile)].map(([, level, name, count, x, y, short]) => ({
    level: Number(level),
    name,
    count: Number(count),
    place: `${x} ${y}`,
    short,
  }));
}

test('every province has one square of its own, and there is no other', () => {
  const tiles = tilesOf(provinceMap(words, []).toString());
  expect(tiles.map(({ name }) => name).sort()).toEqual(Object.keys(provinces).sort());
  expect(new Set(tiles.map(({ place }) => place)).size).toBe(38);
  expect(new Set(tiles.map(({ short }) => short)).size).toBe(38);
  expect(tiles.every(({ level, count }) => level === 0 && count === 0)).toBe(true);
});

test('a square is darker the more there is, pale only where there is nothing', () => {
  const counted = [
    { region: 'Bali', count: 20 },
    { region: 'Aceh', count: 1 },
    { region: 'Papua', count: 10 },
    { region: 'Di mana-mana', count: 900 },
  ];
  const drawing = provinceMap(words, counted).toString();
  const seen = tilesOf(drawing).filter(({ level }) => level > 0);
  expect(seen.map(({ name, level, count }) => [name, level, count])).toEqual([
    ['Aceh', 1, 1],
    ['Papua', 2, 10],
    ['Bali', 4, 20],
  ]);
  expect(drawing).toContain('<title id="peta-title">Laporan &#38; provinsi</title>');
  expect(drawing).toContain('<desc id="peta-text">Bali: 20</desc>');
});

test('the dashboard shows the map beside the table, and says in words what it shows', async () => {
  const desk = await openDesk();
  await fill(desk);
  const rina = await desk.enter('Rina', 'viewer');
  await rina.get('/review/dashboard');
  expect(rina.page).toContain('<title>Jawa Tengah: 27</title>');
  expect(rina.page).toMatch(/<desc id="regions-map-text">Jawa Tengah: 27\.\s+Belum ada kiriman/);
  expect(rina.page).toContain('<caption class="unseen">Kiriman per provinsi</caption>');
});
