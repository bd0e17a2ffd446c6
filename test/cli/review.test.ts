import { expect, test } from 'vitest';
import { jsonLines, posko, temporaryFolder, toInput } from '../support/posko.ts';

const GALON =
  'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan!';
/** Nobody waits for the time in which a verdict can be taken back. */
const AT_ONCE = { env: { POSKO_UNDO_S: '0' } };
const DRONE =
  'Mulai Jumat semua warga RW 05 wajib membayar iuran drone pengintai 75 ribu per keluarga';

async function report(data: string, ...texts: string[]): Promise<string[]> {
  const lines = texts.flatMap((text, n) => [
    { citizen: `w${n}`, text, forwarded: true },
    { citizen: `w${n}`, text: 'ya' },
    { citizen: `w${n}`, text: 'cukup' },
  ]);
  const ran = await posko(['chat', '--json', '--data', data], { input: toInput(...lines) });
  return [...ran.stdout.matchAll(/Nomor pemeriksaan: \*(\w+)\*/g)].map(([, ticket = '']) => ticket);
}

test('a case is worked from the queue to the verdict without a screen', async () => {
  using folder = temporaryFolder();
  const data = ['--data', folder.path, '--as', 'rina'];
  const [ticket = ''] = await report(folder.path, GALON);
  const next = await posko(['review', 'next', ...data, '--json']);
  expect(jsonLines(next.stdout)[0]).toMatchObject({ tickets: [ticket], tips: [{ text: GALON }] });
  expect(next.stdout).not.toContain('"citizen"');
  expect((await posko(['review', 'claim', ticket, ...data])).code).toBe(0);
  const taken = await posko(['review', 'claim', ticket, '--data', folder.path, '--as', 'budi']);
  expect(taken.code).toBe(1);
  expect(taken.stderr).toContain('claimed by rina');
  const verdict = [
    ...['--verdict', 'salah', '--summary', 'Air galon itu sudah diuji dan aman.'],
    ...['--url', 'https://sumber.example/cek'],
  ];
  const unfilled = verdict.with(3, 'Menurut [nama instansi], air galon itu aman.');
  const refused = await posko(['review', 'reply', ticket, ...data, ...unfilled]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('has a gap')]);
  const replied = await posko(['review', 'reply', ticket, ...data, ...verdict, '--json'], AT_ONCE);
  expect(jsonLines(replied.stdout)[0]).toMatchObject({ status: 'published' });
  const again = await posko(['review', 'reply', ticket, ...data, ...verdict]);
  expect(again.stderr).toContain(`${ticket} is published already`);
  const told = await posko(['chat', '--json', '--data', folder.path], { input: '\n' });
  expect(jsonLines(told.stdout)).toMatchObject([
    { to: 'w0', text: expect.stringContaining(ticket) },
  ]);
});

test('cases are merged and split, and their citizens follow', async () => {
  using folder = temporaryFolder();
  const data = ['--data', folder.path, '--as', 'rina'];
  const [galon = '', drone = ''] = await report(folder.path, GALON, DRONE);
  const near = GALON.replace('Pasar Rebo', 'Bandung');
  await report(folder.path, near);
  const shown = await posko(['review', 'show', galon, ...data]);
  expect(shown.stdout).toContain('Mungkin menanyakan hal yang sama (review merge)');
  expect(shown.stdout).toContain('↔ Bandung');
  expect((await posko(['review', 'merge', drone, galon, ...data])).code).toBe(0);
  const merged = jsonLines((await posko(['review', 'show', galon, ...data, '--json'])).stdout)[0];
  const tips = merged?.tips as { id: string; text: string }[];
  expect(tips.map(({ text }) => text).sort()).toEqual([GALON, DRONE].sort());
  const tip = tips.find(({ text }) => text === DRONE)?.id ?? '';
  const split = await posko(['review', 'split', galon, tip, ...data, '--json']);
  expect(jsonLines(split.stdout)[0]).toMatchObject({ status: 'open', claim: DRONE });
  expect((await posko(['review', 'split', galon, tip, ...data])).code).toBe(1);
});

test('a mistake in an action says what to do', async () => {
  using folder = temporaryFolder();
  const data = ['--data', folder.path];
  const unknown = await posko(['review', 'show', 'ZZ99', ...data]);
  expect(unknown.stderr).toContain('there is no case ZZ99; see "posko review list"');
  const wrong = await posko([
    'review',
    'reply',
    'ZZ99',
    ...data,
    '--verdict',
    'ngawur',
    '--summary',
    'x',
  ]);
  expect(wrong.stderr).toContain('--verdict');
  expect(wrong.stderr).toContain('salah');
  const untitled = await posko(['review', 'close', 'ZZ99', 'bosan', ...data]);
  expect(untitled.stderr).toContain('spam, out_of_scope');
});
