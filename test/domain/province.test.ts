import { expect, test } from 'vitest';
import { findProvince } from '../../src/domain/text/province.ts';
import provinces from '../../src/domain/text/provinces.json' with { type: 'json' };

test('all 38 provinces are known by each of their names', () => {
  expect(Object.keys(provinces)).toHaveLength(38);
  for (const [province, names] of Object.entries(provinces)) {
    for (const name of [province, ...names])
      expect([name, findProvince(name)]).toEqual([name, province]);
  }
});

test.each([
  ['jawa tengah', 'Jawa Tengah'],
  ['JATENG', 'Jawa Tengah'],
  ['Saya di Bandung, pak', 'Jawa Barat'],
  ['Prov. Jawa Timur', 'Jawa Timur'],
  ['Kab. Sleman', 'DI Yogyakarta'],
  ['kota semarang', 'Jawa Tengah'],
  ['D.I. Yogyakarta', 'DI Yogyakarta'],
  ['jogja', 'DI Yogyakarta'],
  ['papua barat daya', 'Papua Barat Daya'],
  ['papua barat', 'Papua Barat'],
  ['papua', 'Papua'],
  ['kepulauan riau', 'Kepulauan Riau'],
  ['riau', 'Riau'],
  ['sulawesi tenggara', 'Sulawesi Tenggara'],
  ['Tangerang Selatan', 'Banten'],
  ['jakarta selatan', 'DKI Jakarta'],
])('"%s" is %s', (text, province) => {
  expect(findProvince(text)).toBe(province);
});

test.each(['', '   ', 'jawa', 'tidak tahu', 'balita', 'solok', 'malangnya nasib', '😀', 'kota'])(
  '"%s" names no province',
  (text) => {
    expect(findProvince(text)).toBeUndefined();
  },
);
