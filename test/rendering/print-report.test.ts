import { expect, test } from 'vitest';
import { printReport } from '../../src/rendering/print-report.ts';
import { readPdf } from '../support/read-pdf.ts';

test('a sheet says on paper all that it holds, one after the other', async () => {
  const paper = await printReport({
    title: 'Laporan LABC',
    notice: 'Disusun sendiri oleh pelapor',
    ways: ['Bawa ke Bawaslu', 'Paling lambat 7 hari'],
    fields: [
      { label: 'Waktu', value: 'Senin pagi' },
      { label: 'Bukti', value: '', isHead: true },
      { label: 'Foto', value: 'tps.jpg' },
      { label: 'Saksi', value: 'Belum ada', isHead: true },
    ],
    checks: {
      title: 'Kelengkapan',
      all: [
        { label: 'Ada waktunya', isMet: true },
        { label: 'Ada saksinya', isMet: false },
      ],
    },
  });
  const lines = readPdf(Buffer.from(paper)).split('\n');
  expect(lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter(Boolean)).toEqual([
    'Laporan LABC',
    'Disusun sendiri oleh pelapor',
    'Bawa ke Bawaslu',
    'Paling lambat 7 hari',
    'Waktu Senin pagi',
    'Bukti',
    'Foto tps.jpg',
    'Saksi',
    'Belum ada',
    'Kelengkapan',
    '☑ Ada waktunya',
    '☐ Ada saksinya',
    'Laporan LABC · 1/1',
  ]);
});
