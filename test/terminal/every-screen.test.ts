import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { staffLanguages } from '../../src/i18n/languages.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { widthOf } from '../../src/terminal/measure.ts';
import { ASKED, HARD } from '../web/desk/rich-cases.ts';
import { putCase } from '../web/desk/rich-desk.ts';
import { openDesk } from './open-desk.ts';

const NARROW = { columns: 40, rows: 20 };
const SIZES = [
  NARROW,
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 160, rows: 50 },
];
/** Where the screens are written to be read; nowhere unless somebody wants to. */
const folder = process.env.POSKO_LOOKS;
/** Indonesian that no citizen wrote. */
const INDONESIAN =
  /\b(?:warga bertanya|menunggu|lewat tenggat|bantuan|antrean|kasus ini|Putusan|kembali)\b/;

const WALK: readonly [name: string, keys: readonly string[]][] = [
  ['queue', ['6']],
  ['queue-marked', [' ', ' ']],
  ['queue-close', ['x']],
  ['help', ['escape', 'escape', '?']],
  ['figures', ['escape', 's']],
  ['duty', ['escape', 'd']],
  ['filter', ['escape', '/']],
  ['case', ['escape', 'g', 'enter']],
  ['case-end', ['G']],
  ['case-snooze', ['z']],
  ['form', ['escape', '1']],
  ['form-bad', ['ctrl-u', 'a', 'ctrl-s']],
  ['left', ['escape', 'escape']],
  ['search', ['f', ...'vaksin', 'enter']],
  ['wordings', ['escape', 'escape', 'o', ...'KB07', 'enter', 'p']],
  ['attach', ['escape', 'f', ...'vaksin', 'enter', 'l']],
  ['attach-reason', ['y']],
  ['attach-left', ['escape', 'escape', 'escape']],
  ['second', ['escape', 'o', ...'KA06', 'enter']],
  ['long', ['escape', 'o', ...'KB07', 'enter']],
  ['word', ['escape', 'o', ...'KB01', 'enter']],
  ['arabic', ['escape', 'o', ...'KB04', 'enter']],
  ['quit', ['escape', 'q']],
];

test.each(staffLanguages)(
  'every screen fits its terminal and speaks one language: %s',
  async (language) => {
    const desk = await openDesk({ cases: 12, settings: { secondPerson: ['sara'] } });
    const file = { sha256: '0'.repeat(64), mime: 'image/png' };
    for (const [prefix, all] of Object.entries({ KA: ASKED, KB: HARD })) {
      for (const [at, each] of all.entries()) {
        await putCase(desk, `${prefix}${String(at + 1).padStart(2, '0')}`, each, file);
      }
    }
    const decision = {
      verdict: 'salah',
      summary: 'Pengelolanya sudah membantah.',
      url: 'https://sumber.example/cek',
    } as const;
    await reply(desk.deps, { ticket: 'KA06', reviewer: 'budi' }, decision);
    const rina = await desk.sit('rina', 'admin', language);
    for (const [name, keys] of WALK) {
      await rina.press(...keys);
      await desk.wait(1000);
      for (const size of SIZES) {
        const lines = rina.lines(size);
        const where = `${name} ${size.columns}`;
        expect([where, lines.length]).toEqual([where, size.rows - 1]);
        expect([where, lines.filter((line) => widthOf(line) > size.columns)]).toEqual([where, []]);
        expect([where, lines.at(-1)?.trim()]).not.toEqual([where, '']);
        if (language === 'en')
          expect([where, INDONESIAN.exec(lines.join('\n'))?.[0]]).toEqual([where, undefined]);
        if (folder !== undefined) write(`${name}.${language}.${size.columns}`, lines);
      }
    }
  },
);

test.each(SIZES)('on $columns × $rows the help tells every key to its end', async (size) => {
  const desk = await openDesk({ cases: 0 });
  const rina = await desk.sit('rina');
  rina.session.size = size;
  await rina.press('?');
  const seen = new Set<string>();
  for (let page = 0; page < 12; page += 1) {
    for (const each of rina.lines(size)) seen.add(each);
    await rina.press('pagedown');
  }
  const help = [...seen].join(' ').replaceAll(/[\s│]+/g, ' ');
  expect(help).not.toContain('…');
  for (const words of ['8 klarifikasi', 'awal, akhir', 'sepuluh menit', 'lihat berkas']) {
    expect(help).toContain(words);
  }
});

test('beside a fact-check a long message can be read to its end before it is answered', async () => {
  const desk = await openDesk({ cases: 0 });
  const claim = `${'Air PDAM dimatikan tiga hari, kata grup arisan. '.repeat(12)}Titik terakhir.`;
  await putCase(desk, 'KB07', { claim }, { sha256: '', mime: '' });
  const rina = await desk.sit('rina');
  await rina.press('6', 'enter', 'f', ...'vaksin', 'enter', 'l');
  const before = rina.screen();
  await rina.press('pagedown');
  expect(`${before}${rina.screen()}`).toContain('Titik terakhir.');
});

test('while numbers are asked for, the list that has them can be scrolled', async () => {
  const desk = await openDesk({ cases: 0 });
  await putCase(desk, 'KB07', HARD[6] ?? { claim: '' }, { sha256: '', mime: '' });
  const rina = await desk.sit('rina');
  await rina.press('6', 'enter', 'p');
  expect(rina.screen()).not.toContain('[x] 1');
  await rina.press('pagedown', 'pagedown', '1');
  expect(rina.screen()).toContain('[x] 1');
  expect(rina.screen()).toContain('minus: tidak ikut): 1');
});

test('a narrow terminal shows the open list, all keys and every figure', async () => {
  const desk = await openDesk({ cases: 4 });
  const rina = await desk.sit('rina');
  await rina.press('6');
  expect(rina.lines(NARROW)[0]).toContain('[6 Semua 4]');
  expect(rina.lines(NARROW).join(' ')).toContain('? bantuan');
  await rina.press('s');
  expect(rina.lines(NARROW).find((each) => each.includes('Kasus terbuka'))).toMatch(/ 4\s*$/);
});

test('an open case says in full why it is urgent, and what its draft says', async () => {
  const desk = await openDesk({ cases: 0 });
  await putCase(desk, 'KA02', ASKED[1] ?? { claim: '' }, { sha256: '', mime: '' });
  const rina = await desk.sit('rina');
  await rina.press('6', 'enter');
  const seen = rina.lines({ columns: 80, rows: 24 }).join(' ').replaceAll(/\s+/g, ' ');
  expect(seen).toContain('lewat tenggat, menunggu 31 jam, 9 warga bertanya');
  expect(seen).toContain('soal kesehatan');
  await rina.press('1');
  await desk.wait(1000);
  await rina.press('escape', 'escape', 'enter');
  expect(rina.screen()).toContain('SALAH. Kabar ini tidak benar.');
});

function write(name: string, lines: readonly string[]): void {
  const into = join(folder ?? '', 'terminal');
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, `${name}.txt`), lines.join('\n'));
}
