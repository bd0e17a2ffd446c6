import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jsonLines, posko, temporaryFolder, toInput } from '../support/posko.ts';

const NEW = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan!';
const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';
const FACT_CHECK = {
  id: 'fc1',
  title: 'Vaksin korona berisi microchip pelacak satelit',
  verdict: 'salah',
  org: 'Uji',
  language: 'id',
  narratives: [HOAX],
  summary: 'Vaksin tidak berisi chip apa pun.',
  url: 'https://cek.example/1',
};

test('a known hoax is answered with one JSON line, and nothing else goes to stdout', async () => {
  using folder = temporaryFolder();
  const store = join(folder.path, 'store.jsonl');
  writeFileSync(store, JSON.stringify(FACT_CHECK));
  const input = toInput({ citizen: 'w1', text: HOAX, forwarded: true, forwardingScore: 5 });
  const ran = await posko(['chat', '--json', '--store', store], { input });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  const [answer, ...more] = jsonLines(ran.stdout);
  expect(more).toEqual([]);
  expect(answer).toMatchObject({
    to: 'w1',
    choices: ['Membantu', 'Bukan ini', 'Minta versi gambar'],
  });
  expect(answer?.text).toContain('*SALAH*');
  expect(answer?.text).toContain('https://cek.example/1');
});

test('a card is one JSON line, with the name of the picture and where it lies', async () => {
  using folder = temporaryFolder();
  const store = join(folder.path, 'store.jsonl');
  writeFileSync(store, JSON.stringify(FACT_CHECK));
  const input = toInput(
    { citizen: 'w1', text: HOAX, forwarded: true },
    { citizen: 'w1', text: 'kartu' },
  );
  const env = { TMPDIR: folder.path };
  const ran = await posko(['chat', '--json', '--store', store], { input, env });
  expect([ran.stderr, ran.code]).toEqual(['', 0]);
  const [answer, card, ...more] = jsonLines(ran.stdout);
  expect(more).toEqual([]);
  expect(answer).not.toHaveProperty('file');
  const path = expect.stringContaining(folder.path);
  expect(card).toMatchObject({ to: 'w1', choices: [], file: { name: 'kartu.png', path } });
  expect(card?.text).toMatch(/❌ \*SALAH\*\n“Vaksin korona/);
  const [picture = ''] = globSync(join(folder.path, 'posko-*', '*.png'));
  expect((await sharp(picture).metadata()).width).toBe(1200);
});

test('time passes by wait alone, and a reviewer answers everyone who asked', async () => {
  using folder = temporaryFolder();
  const first = await posko(['chat', '--json', '--data', folder.path], {
    input: toInput(
      { citizen: 'w1', text: NEW, forwarded: true },
      { citizen: 'w1', text: 'ya' },
      { wait: '59m' },
      { wait: '1m' },
    ),
  });
  const received = jsonLines(first.stdout).at(-1);
  const ticket = String(received?.text).match(/Nomor pemeriksaan: \*(\w+)\*/)?.[1] ?? '';
  expect(ticket).toMatch(/^[A-Z0-9]{4}$/);
  const second = await posko(['chat', '--json', '--data', folder.path], {
    input: toInput({
      reviewer: 'rina',
      case: ticket,
      verdict: 'salah',
      summary: 'Air galon itu sudah diuji dan aman.',
      url: 'https://cek.example/galon',
    }),
  });
  expect(second.stderr).toBe('');
  expect(jsonLines(second.stdout)).toMatchObject([{ to: 'w1' }]);
  expect(second.stdout).toContain('https://cek.example/galon');
});

test('lines that cannot be played are told with their number, and the others are played', async () => {
  using folder = temporaryFolder();
  const ran = await posko(['chat', '--json', '--data', folder.path], {
    input: toInput(
      '{"citizen": "w1", "text": ',
      '[]',
      { hello: 1 },
      { citizen: 'w1', file: '/tidak/ada.jpg' },
      { citizen: 'w1', txt: 'salah eja' },
      { wait: 'sebentar' },
      { reviewer: 'rina', case: 'ZZZZ', verdict: 'salah', summary: 'cukup panjang untuk diterima' },
      { citizen: 'w1', text: 'halo' },
    ),
  });
  expect(ran.code).toBe(1);
  expect(jsonLines(ran.stdout)).toMatchObject([
    { to: 'w1', text: expect.stringContaining('Halo!') },
  ]);
  expect(ran.stderr.split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^line 1 is not JSON/),
    'line 2 has none of "citizen", "reviewer" and "wait"',
    'line 3 has none of "citizen", "reviewer" and "wait"',
    'line 4 names the file /tidak/ada.jpg, which cannot be read',
    expect.stringMatching(/^line 5 .*txt/),
    'line 6 "wait" must be a span such as "30s", "10m", "2h" or "1d"',
    'line 7 there is no case ZZZZ',
    'posko: 7 lines could not be played',
  ]);
});

test('odd messages each get one kind answer', async () => {
  using folder = temporaryFolder();
  const odd = [
    { text: '' },
    { text: '   \n\t ' },
    { text: '😀😀🔥' },
    { text: '\u202e\u0000\u0007' },
    { text: '\ud800 setengah huruf' },
    { kind: 'sticker' },
    { kind: 'unknown' },
    { text: `${'kata '.repeat(200_000)}` },
  ];
  const ran = await posko(['chat', '--json', '--data', folder.path], {
    input: toInput(...odd.map((message, n) => ({ citizen: `w${n}`, ...message }))),
  });
  expect(ran.stderr).toBe('');
  const answered = jsonLines(ran.stdout).map(({ to }) => to);
  expect(answered).toEqual(odd.map((_, n) => `w${n}`));
});

test('a file comes with its caption, and one that is none of its kind is asked about', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'poster.jpg');
  writeFileSync(file, Buffer.from([1, 2, 0, 255, 254, 3]));
  const ran = await posko(['chat', '--json', '--data', folder.path], {
    input: toInput({ citizen: 'w1', file, caption: HOAX }, { citizen: 'w2', file }),
  });
  const [captioned, wordless] = jsonLines(ran.stdout);
  expect(captioned?.text).toContain('*SALAH*');
  expect(wordless?.text).toContain('Berkas jenis ini belum bisa kami baca');
});
