import { expect, test } from 'vitest';
import { cellsOf } from '../../../src/domain/disclosure/aggregation-chain.ts';
import { startOfDay } from '../../../src/domain/time/jakarta-day.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../src/services/fact-checks/submit-change.ts';
import {
  publishRecord,
  readRecord,
  reviseRecord,
} from '../../../src/services/transparency/monthly-reports.ts';
import { dataFiles } from '../../../src/web/public/monthly-report/data-package.ts';
import { aFactCheck } from '../../support/builders.ts';
import { fillMonth } from '../../support/busy-month.ts';
import { BASE, openPages } from './open-pages.ts';

const month = '2026-10';
const PATH = `/laporan/${month}`;
const OLD = 'Semua bank buka seperti biasa menurut otoritasnya.';

/** The pages of a post with a busy month that an editor has published. */
async function open() {
  const pages = await openPages([]);
  await fillMonth(pages.store, { start: startOfDay('2026-10-01') });
  await publishRecord(pages.deps, { month, by: 'Sari' });
  await pages.wait(60_000);
  return pages;
}

test('a month that nobody has published is not there, and neither is one that is no month', async () => {
  const { ask, read } = await openPages([]);
  expect(await read('/laporan')).toContain('Belum ada laporan yang diterbitkan.');
  for (const path of [PATH, `${PATH}/counts.csv`, '/laporan/x', '/laporan/2026-13']) {
    expect((await ask(path)).status).toBe(404);
  }
});

test('a published month is read in both languages, found from the list and in the site map', async () => {
  const { read, ask } = await open();
  expect(await read('/laporan')).toContain(`<a href="${PATH}">`);
  expect(await read('/laporan?bahasa=en')).toContain('October 2026');
  const page = await read(PATH);
  for (const words of [
    'Laporan Oktober 2026',
    'dari 1 Oktober 2026 sampai 31 Oktober 2026',
    'Pesan yang masuk',
    '>600<',
    'tidak ditampilkan',
  ]) {
    expect(page).toContain(words);
  }
  expect(page).not.toMatch(/ on\w+=|<script|style="|Sari/);
  const english = await read(`${PATH}?bahasa=en`);
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('Messages received');
  expect(english).toContain(`hreflang="id" href="${BASE}${PATH}"`);
  expect(await read('/sitemap.xml')).toContain(`<loc>${BASE}${PATH}</loc>`);
  expect(await read('/cek')).toContain('href="/laporan"');
  const policy = (await ask(PATH)).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
});

test('what is withheld does not stand on the page as none', async () => {
  const { read } = await open();
  const numbers = [...(await read(PATH)).matchAll(/<td class="number">([^<]*)</g)];
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers.map(([, shown]) => shown)).not.toContain('0');
});

test('the data are files whose columns the package describes, with what is withheld left empty', async () => {
  const { read, ask } = await open();
  const described = JSON.parse(await read(`${PATH}/datapackage.json`));
  expect(described.licenses).toMatchObject([{ name: 'CC-BY-4.0' }]);
  for (const { path, schema } of described.resources) {
    const [head, ...rows] = rowsOf(await read(`${PATH}/${path}`));
    const names = schema.fields.map(({ name }: { name: string }) => name);
    expect(head).toEqual(names);
    for (const row of rows) expect(row).toHaveLength(names.length);
    for (const [at, { constraints }] of schema.fields.entries()) {
      const allowed = constraints?.enum;
      const used = new Set(rows.map((row) => row[at]).filter((cell) => cell !== ''));
      if (allowed) expect(allowed).toEqual(expect.arrayContaining([...used]));
    }
  }
  const response = await ask(`${PATH}/counts.csv`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const [head = [], ...rows] = rowsOf(await response.text());
  const at = (name: string) => head.indexOf(name);
  for (const row of rows) {
    expect(row[at('withheld')]).toBe(String(row[at('count')] === ''));
    const count = Number(row[at('count')] || 10);
    expect(count).toBeGreaterThanOrEqual(10);
  }
});

test('all files of a month say the same numbers', async () => {
  const { read, deps } = await open();
  const kept = await readRecord(deps, month);
  const json = JSON.parse(await read(`${PATH}/record.json`));
  const known = kept?.record.tables.flatMap(({ axes, counts }) =>
    cellsOf(axes).map((of, at) => ({ of, count: counts[at] })),
  );
  expect(json.tables.flatMap(({ cells }: { cells: unknown[] }) => cells)).toEqual(known);
  expect(json).not.toHaveProperty('by');
  const [, ...rows] = rowsOf(await read(`${PATH}/counts.csv`));
  expect(rows.map((row) => row.at(-2))).toEqual(known?.map(({ count }) => String(count ?? '')));
});

test('a correction of a report is a dated note that leaves its numbers alone', async () => {
  const { read, deps, wait } = await open();
  const before = await read(`${PATH}/counts.csv`);
  await reviseRecord(deps, { month, by: 'Sari', note: 'Jumlah alarm <keliru>.' });
  await wait(60_000);
  expect(await read(PATH)).toContain(
    '<strong>24 November 2026</strong>: Jumlah alarm &#60;keliru&#62;.',
  );
  expect(await read(`${PATH}/counts.csv`)).toBe(before);
  expect(JSON.parse(await read(`${PATH}/datapackage.json`)).version).toBe('1.1');
});

test.for(dataFiles)('%s names nobody who published or revised the month', async (name) => {
  const { read, deps, wait } = await open();
  await reviseRecord(deps, { month, by: 'Sari', note: 'Jumlah alarm keliru.' });
  await wait(60_000);
  expect(await read(`${PATH}/${name}`)).not.toContain('Sari');
});

test('corrections and withdrawals of our own are listed with what they said, say, and why', async () => {
  const own = aFactCheck({ id: 'a', summary: OLD });
  const others = aFactCheck({ id: 'b', org: 'Redaksi Lain' });
  const { deps, read } = await openPages([own, others]);
  expect(await read('/ralat')).toContain('Belum ada ralat.');
  const summary = 'Bank tutup hanya pada hari libur nasional.';
  await correctFactCheck(deps, 'a', { summary, verdict: 'menyesatkan', why: 'Sumber baru.' });
  await correctFactCheck(deps, 'b', { summary });
  await correctFactCheck(deps, 'a', { title: 'Judul yang lebih jelas' });
  const page = await read('/ralat');
  expect(page.match(/<article/g)).toHaveLength(1);
  for (const words of [OLD, summary, 'Sumber baru.', '>Salah<', '>Menyesatkan<']) {
    expect(page).toContain(words);
  }
  await retractFactCheck(deps, 'a', { reason: 'Lihat http://jahat.example/x', by: 'Sari' });
  const after = await read('/ralat');
  expect(after.match(/<article/g)).toHaveLength(2);
  expect(after).not.toMatch(/http:\/\/jahat|Sari|Redaksi Lain/);
  const feed = await read('/ralat.xml');
  expect(feed).toContain('<guid isPermaLink="false">a#2</guid>');
  expect(feed).toContain('<guid isPermaLink="false">a#3</guid>');
  expect(feed).toContain('Alasan: Sumber baru.');
});

/** The rows of a CSV in which every text is quoted. */
function rowsOf(csv: string): string[][] {
  const lines = csv.trimEnd().split('\r\n');
  return lines.map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .slice(0, -1)
      .map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')),
  );
}
