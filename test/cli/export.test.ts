import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { csvHead, csvRow, exportFactChecks, exportFormats } from '../../src/cli/export.ts';
import { importFile } from '../../src/cli/import.ts';
import { readConfig } from '../../src/config/config.ts';
import type { FactCheck } from '../../src/domain/fact-checks/fact-check.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { fromCell } from '../../src/domain/text/csv.ts';
import { readDocument } from '../../src/imports/read-document.ts';
import { toFactCheckRow } from '../../src/imports/to-fact-check-row.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { aFactCheck, aFolder } from '../support/builders.ts';
import { jsonLines, posko, temporaryFolder, toInput } from '../support/posko.ts';
import { loadScript } from '../support/stage.ts';

const config = readConfig({ POSKO_PUBLIC_URL: 'https://cek.example.org' });
const NASTY = '=HYPERLINK("https://evil.example";"klik")\n@x, "kutip"\r\nbaris';

async function exportAll(
  factChecks: Parameters<typeof aFactCheck>[0][],
  format: (typeof exportFormats)[number],
) {
  const store = await openMemoryStore([]);
  const saved = factChecks.map((changes) => aFactCheck(changes));
  await store.factChecks.save(saved);
  const seeing = { script: loadScript(), settings: config.settings };
  const count = { written: 0 };
  let text = '';
  for await (const piece of exportFactChecks(store.factChecks, format, { config, seeing, count }))
    text += piece;
  return { store, saved, text, count: count.written };
}

/** Imports an exported text into the store that it came from. */
async function importBack({ store, text }: Awaited<ReturnType<typeof exportAll>>, ending: string) {
  const path = join(aFolder(), `x.${ending}`);
  writeFileSync(path, text);
  const parts = { clock: systemClock, settings: defaultSettings, randomBytes };
  const { report } = await importFile({ store, ...parts, index: { follow: async () => {} } }, path);
  return report;
}

const full: Partial<FactCheck> = {
  title: NASTY,
  claim: '-1+1',
  summary: "'=sudah berpetik",
  explanation: '\ttab di depan, lalu koma',
  narratives: ['+62 satu, "dua"', 'tiga\nempat', '=empat'],
  url: 'https://a.example/?a=1,2',
  publishedAt: '2026-11-02',
  expiresAt: '2026-12-02',
  type: 'palsu',
  topic: 'kesehatan',
};

test.each(['jsonl', 'csv'] as const)(
  'what goes out as %s comes in again as before',
  async (format) => {
    const exported = await exportAll([{ ...full, id: 'a' }, { id: 'b' }], format);
    expect(await importBack(exported, format)).toEqual({
      new: 0,
      same: 2,
      changed: 0,
      corrected: 0,
      refused: [],
    });
  },
);

test('no cell of a CSV begins with a sign that a spreadsheet computes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'=", "''@", 'a'),
      fc.string(),
      (sign, rest) => {
        const row = csvRow(aFactCheck({ title: sign + rest, id: 'a' }));
        const [, cell = ''] = /^a,("(?:[^"]|"")*"|[^",]*),salah,/.exec(row) ?? [];
        const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(text).not.toMatch(/^[=+\-@\t\r]/);
        expect(fromCell(text)).toBe(sign + rest);
      },
    ),
  );
});

test('samples and what was withdrawn stay at home', async () => {
  for (const format of exportFormats) {
    const { text, count } = await exportAll(
      [
        { id: 'a', title: 'Contoh satu', sample: true },
        { id: 'b', title: 'Tarik dua', retracted: 'x' },
        { id: 'c', title: 'Tetap tiga' },
      ],
      format,
    );
    expect(count).toBe(1);
    expect(text).toContain('Tetap tiga');
    expect(text).not.toMatch(/Contoh satu|Tarik dua/);
  }
});

test.each(['claimreview', 'rss'] as const)(
  'what goes out as %s others can read, and so can we',
  async (format) => {
    const { text } = await exportAll(
      [
        { id: 'a', title: 'Satu & "dua" < tiga', publishedAt: '2026-11-02' },
        { id: 'b', org: 'MAFINDO', verdict: 'penipuan', url: 'https://turnbackhoax.id/b' },
      ],
      format,
    );
    const rows = readDocument({ text }).map((item, at) => toFactCheckRow(at, item));
    expect(rows).toMatchObject([
      {
        factCheck: {
          title: 'Satu & "dua" < tiga',
          verdict: 'salah',
          url: 'https://cek.example.org/cek/satu-dua-tiga--a',
          publishedAt: '2026-11-02',
        },
      },
      { factCheck: { verdict: 'penipuan' } },
    ]);
    if (format === 'claimreview') {
      expect(rows).toMatchObject([
        { factCheck: { org: 'Posko' } },
        { factCheck: { org: 'MAFINDO', url: 'https://turnbackhoax.id/b' } },
      ]);
    }
    expect(text).not.toContain('Besok semua bank tutup sebulan');
  },
);

test('nothing to export is still a whole document', async () => {
  expect(JSON.parse((await exportAll([], 'claimreview')).text)).toMatchObject({
    '@type': 'DataFeed',
    dataFeedElement: [],
  });
  expect((await exportAll([], 'rss')).text).toContain('</rss>');
  expect((await exportAll([], 'csv')).text).toBe(csvHead);
  expect((await exportAll([], 'jsonl')).text).toBe('');
});

test('the command writes to stdout or whole into a file, and an unknown format is told', async () => {
  using folder = temporaryFolder();
  const input = join(folder.path, 'in.jsonl');
  const row = {
    id: 'a',
    title: 'Air rebusan',
    verdict: 'salah',
    org: 'Uji',
    language: 'id',
    narratives: [],
  };
  writeFileSync(input, toInput(row));
  await posko(['import', input, '--data', folder.path]);
  const printed = await posko(['export', '--data', folder.path]);
  expect(jsonLines(printed.stdout)).toEqual([row]);
  expect(printed.stderr).toContain('1 fact-checks written');
  const output = join(folder.path, 'out.csv');
  const written = await posko(['export', output, '--format', 'csv', '--data', folder.path]);
  expect([written.code, written.stdout]).toEqual([0, '']);
  expect(readFileSync(output, 'utf8')).toContain('a,Air rebusan,salah,Uji,id');
  const wrong = await posko(['export', '--format', 'xlsx', '--data', folder.path]);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('jsonl, csv, claimreview, rss');
});
