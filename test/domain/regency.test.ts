import { expect, test } from 'vitest';
import { provinceNames } from '../../src/domain/text/province.ts';
import data from '../../src/domain/text/regencies.json' with { type: 'json' };
import { findRegencies, regencyNames } from '../../src/domain/text/regency.ts';

test('there are 416 kabupaten and 98 kota, each once, in the 38 provinces', () => {
  const count = (title: string) => regencyNames.filter((name) => name.startsWith(title)).length;
  expect([count('Kabupaten '), count('Kota ')]).toEqual([416, 98]);
  expect(new Set(regencyNames).size).toBe(514);
  expect(Object.keys(data.regencies).toSorted()).toEqual(provinceNames);
  const meant = Object.values(data.aliases).flat();
  expect(meant.filter((name) => !regencyNames.includes(name))).toEqual([]);
});

test('each is found by its own name', () => {
  const read = (name: string) => findRegencies(`Kejadiannya di ${name}, tadi malam`);
  expect(regencyNames.filter((name) => read(name).join() !== name)).toEqual([]);
});

test.each<[string, string[]]>([
  ['bagi-bagi uang di kab. garut', ['Kabupaten Garut']],
  ['Bupati Bogor membagi beras', ['Kabupaten Bogor']],
  ['Wali Kota Bogor membagi beras', ['Kota Bogor']],
  ['di pasar Bogor', ['Kabupaten Bogor', 'Kota Bogor']],
  ['Padalarang, Bandung Barat', ['Kabupaten Bandung Barat']],
  ['TPS di Tanjungpinang', ['Kota Tanjung Pinang']],
  ['warga jaksel', ['Kota Jakarta Selatan']],
  ['Bangka Belitung', []],
  ['nasib malang menimpa saya', []],
  ['rumah saya di Malang', ['Kabupaten Malang', 'Kota Malang']],
  ['Malang', ['Kabupaten Malang', 'Kota Malang']],
  ['mereka mau serang kantor kami, lempar batu', []],
  ['Kota Serang dan Kota Batu', ['Kota Serang', 'Kota Batu']],
  ['di Jambi', []],
  ['Kota Jambi', ['Kota Jambi']],
  ['tidak ada tempatnya', []],
])('“%s” names %j', (text, names) => {
  expect(findRegencies(text)).toEqual(names);
});

test('where the province is known, only its own are meant', () => {
  expect(findRegencies('di Kota Bogor, dekat Garut', ['Jawa Barat'])).toEqual([
    'Kota Bogor',
    'Kabupaten Garut',
  ]);
  expect(findRegencies('orang Garut di Kota Serang', ['Banten'])).toEqual(['Kota Serang']);
});
