import { expect, test } from 'vitest';
import { sidesIn } from '../../src/domain/cases/sides-in.ts';

test.each([
  ['Paslon nomor urut 2 bagi-bagi sembako', ['Paslon 2']],
  ['PASLON 01 melawan paslon dua', ['Paslon 1', 'Paslon 2']],
  ['kader PDI-P dan Golkar ricuh', ['PDI Perjuangan', 'Golkar']],
  ['PSI menang, kata PKB', ['PKB', 'PSI']],
  ['rakyat demokrat di sidang PBB, pan penggorengan', []],
  ['Partai Demokrat dan PARTAI PAN', ['PAN', 'Partai Demokrat']],
  ['psikolog bicara soal calon nomor 12', []],
  ['', []],
])('“%s” names the sides %j, in the order of the ballot', (text, sides) => {
  expect(sidesIn(text).toSorted()).toEqual(sides.toSorted());
});
