import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Difference, MatchResult } from '../../src/matching/match.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { loadScript, MASTER_KEY, openStage } from '../support/stage.ts';

const script = loadScript();
const MICROCHIP = aFactCheck({ id: 'chip', title: 'Vaksin berisi microchip', narratives: [] });
const BARREN = aFactCheck({ id: 'barren', title: 'Vaksin membuat mandul', narratives: [] });
const MAGNET = aFactCheck({ id: 'magnet', title: 'Vaksin membuat lengan menempel magnet' });
const MESSAGE = 'Kata tetangga vaksin itu isinya aneh-aneh, jangan mau disuntik';

/** A match of nothing but a score. */
function near(id: string, score = 0.3) {
  return { id, score, differences: [] };
}

const THREE: MatchResult = {
  tier: 'several',
  matches: [near('chip'), near('barren'), near('magnet'), near('bank')],
};

/** A citizen before a matcher that finds `found` in every message. */
async function ask(found: MatchResult, factChecks = [MICROCHIP, BARREN, MAGNET]) {
  const store = await openMemoryStore(factChecks, MASTER_KEY);
  vi.spyOn(FactCheckIndex.prototype, 'match').mockImplementation(async () => found);
  const { player, heard, close, errors } = await openStage({ store, script });
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await close();
    expect(errors).toEqual([]);
  });
  return {
    write: (text: string, forwarded = false) => player.write('w', { text, forwarded }),
    bundle: (...texts: string[]) =>
      player.write('w', ...texts.map((text) => ({ text, forwarded: true }))),
    text: () => heard.at(-1)?.reply.text ?? '',
    options: () => heard.at(-1)?.reply.choices?.map(({ label }) => label),
  };
}

test('three likely fact-checks are offered, and the chosen one is told', async () => {
  const citizen = await ask(THREE);
  await citizen.write(MESSAGE, true);
  expect(citizen.options()).toEqual([
    MICROCHIP.title,
    BARREN.title,
    MAGNET.title,
    'Tidak ada yang cocok',
  ]);
  await citizen.write('2');
  expect(citizen.text()).toContain(BARREN.title);
});

test('no more are offered than the matcher says', async () => {
  const citizen = await ask({ ...THREE, offered: 2 });
  await citizen.write(MESSAGE, true);
  expect(citizen.options()).toEqual([MICROCHIP.title, BARREN.title, 'Tidak ada yang cocok']);
});

test('a title names one of them, and its link is disarmed and its length cut', async () => {
  const long = aFactCheck({
    id: 'chip',
    title: `Vaksin di https://vaksin-palsu.example ${'yang berbahaya '.repeat(9)}`,
  });
  const citizen = await ask(THREE, [long, BARREN]);
  await citizen.write(MESSAGE, true);
  const [first = ''] = citizen.options() ?? [];
  expect(first).not.toContain('https://');
  expect(first.length).toBeLessThan(90);
  await citizen.write(BARREN.title.toLowerCase());
  expect(citizen.text()).toContain(BARREN.title);
});

test('of a few that are withdrawn but for one, that one is asked about', async () => {
  const gone = { ...MICROCHIP, retracted: 'keliru' };
  const citizen = await ask(THREE, [gone, BARREN]);
  await citizen.write(MESSAGE, true);
  expect(citizen.text()).toContain(`“${BARREN.title}”`);
  expect(citizen.options()).toEqual(['Ya', 'Tidak']);
});

test('where all are withdrawn nothing is offered', async () => {
  const citizen = await ask(THREE, [{ ...MICROCHIP, retracted: 'keliru' }]);
  await citizen.write(MESSAGE, true);
  expect(citizen.text()).toContain('belum menemukan');
});

test('a message that denies the chosen claim is told that it is right', async () => {
  const citizen = await ask(THREE);
  await citizen.write('Hoaks: kabar bahwa vaksin berisi microchip itu tidak benar', true);
  await citizen.write('1');
  expect(citizen.text()).toContain('Pesan Anda sudah benar');
});

test('in a bundle it is listed with two of them, and stays open', async () => {
  const citizen = await ask(THREE);
  await citizen.bundle(MESSAGE, `${MESSAGE}, katanya`);
  expect(citizen.text()).toContain(`– “${MICROCHIP.title}”\n– “${BARREN.title}”`);
  expect(citizen.text()).not.toContain(MAGNET.title);
  expect(citizen.text()).toContain('Bolehkah kami menyimpan');
});

test('a question gets them to choose from', async () => {
  const citizen = await ask(THREE);
  await citizen.write('apa benar vaksin isinya aneh-aneh?');
  expect(citizen.options()).toHaveLength(4);
  await citizen.write('3');
  expect(citizen.text()).toContain(MAGNET.title);
});

test('a question for one likely fact-check asks about it and shows no other', async () => {
  const matches = [near('chip', 0.3), near('barren', 0.29)];
  const citizen = await ask({ tier: 'confirm', matches });
  await citizen.write('apa benar vaksin isinya aneh-aneh?');
  expect(citizen.text()).toContain(`“${MICROCHIP.title}”`);
  expect(citizen.options()).toEqual(['Ya', 'Tidak']);
});

test('a search by keywords shows all that is near, and nothing much further away', async () => {
  const matches = [near('chip', 0.3), near('barren', 0.2), near('magnet', 0.05)];
  const citizen = await ask({ tier: 'confirm', matches });
  await citizen.write('cari vaksin');
  expect(citizen.options()).toEqual([MICROCHIP.title, BARREN.title, 'Tidak ada yang cocok']);
});

test('a question that nothing comes near is told so', async () => {
  const citizen = await ask({ tier: 'none', matches: [near('chip', 0.01)] });
  await citizen.write('apa benar vaksin isinya aneh-aneh?');
  expect(citizen.text()).toContain('belum menemukan');
});

test('a denial in a question is no difference, another number is one', async () => {
  const negation = { type: 'negation', message: ['gak'], factCheck: [] } as const;
  const number = { type: 'number', message: ['5'], factCheck: ['7'] } as const;
  const found = (telling: Difference): MatchResult => ({
    tier: 'confirm',
    matches: [{ id: 'chip', score: 0.3, differences: [telling], telling }],
  });
  const citizen = await ask(found(negation));
  await citizen.write('vaksin ada microchip gak?');
  expect(citizen.text()).not.toContain('tetapi ada bedanya');
  const other = await ask(found(number));
  await other.write('vaksin ada 5 microchip gak?');
  expect(other.text()).toContain('di pesan Anda 5, di cek fakta itu 7');
});

test('an answer that is none of them is put once more, and something else instead is looked for', async () => {
  const citizen = await ask(THREE);
  await citizen.write(MESSAGE, true);
  await citizen.write('hmm');
  expect(citizen.options()).toHaveLength(4);
  await citizen.write('bukan, ini soal obat cacing');
  expect(citizen.text()).not.toContain('belum paham');
  expect(citizen.options()).toHaveLength(4);
});

test.each([
  ['yang microchip itu', MICROCHIP.title],
  ['mandulnya kak', BARREN.title],
  ['lengan menempel magnet', MAGNET.title],
])('a few words name one of them: %s', async (words, title) => {
  const citizen = await ask(THREE);
  await citizen.write(MESSAGE, true);
  await citizen.write(words);
  expect(citizen.options()).toContain('Membantu');
  expect(citizen.text()).toContain(title);
});

test.each([
  'yang vaksin',
  'benar kak',
  'bukan microchip',
  'microchip atau mandul',
  'yang lain saja',
])('words that name none, or more than one, pick nothing: %s', async (words) => {
  const citizen = await ask(THREE);
  await citizen.write(MESSAGE, true);
  await citizen.write(words);
  expect(citizen.options()).not.toContain('Membantu');
});
