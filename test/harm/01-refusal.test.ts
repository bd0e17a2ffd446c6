import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { AGREEMENTS } from '../../src/i18n/check-words.ts';
import { choose } from '../../src/i18n/choose.ts';
import { inOrder } from '../../src/i18n/say.ts';
import { optionsOf, type QuestionOption } from '../../src/services/responses/options.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { loadScript } from '../support/stage.ts';

const script = loadScript();
const languages = [...script.locales.keys()];
const places = [...script.flows.values()].flatMap((flow) =>
  [...flow.states].flatMap(([name, state]) =>
    state.type === 'ask' || state.type === 'offer' ? [`${flow.name}/${name}`] : [],
  ),
);

/** Written for this test, not read from the list that the program has. */
const NEGATIONS =
  'ga gak g gk ngga nggak enggak tidak tdk tak jangan jgn bukan belum blm kagak kaga ora mboten ojo emoh henteu teu ulah embung no not never nope'.split(
    ' ',
  );
const SIGNS = ['❌', '🚫', '🙅', '👎', '⛔'];

function optionsAt(place: string, language: string): QuestionOption[] {
  const [flow = '', name = ''] = place.split('/');
  const state = script.flows.get(flow)?.states.get(name);
  if (!state) throw new Error(`there is no ${place}`);
  const frame = { flow, state: name, muddles: 0, values: {} };
  return optionsOf(script, language, { frame, state });
}

function chosen(place: string, language: string, text: string): string | undefined {
  const options = optionsAt(place, language);
  const fillers = inOrder(script.locales, language).flatMap((locale) => locale.fillers);
  const index = choose(options, text, fillers);
  return index === undefined ? undefined : options[index]?.id.split(':')[1];
}

const agreeing = places.filter((place) =>
  optionsAt(place, 'id').some(({ id }) => AGREEMENTS.includes(id.split(':')[1] ?? '')),
);

test('every question that can be agreed to is among those that are tried', () => {
  expect(agreeing).toEqual(
    expect.arrayContaining(['forget/confirm', 'submit/consent', 'report/hand-over', 'tip/answer']),
  );
});

test('no generated refusal is read as agreement, at any question, in any language', () => {
  const dress = fc.constantFrom<(no: string, yes: string) => string>(
    (no, yes) => `${no} ${yes}`,
    (no, yes) => `${no}, ${yes}`,
    (no, yes) => `${no}${yes}`,
    (no, yes) => `${no}-${yes}`,
    (no, yes) => `${yes} ${no}`,
    (no, yes) => `${yes}, ${no} deh`,
    (no, yes) => `${no.toUpperCase()} ${yes}!!`,
    (no, yes) => `kak ${no} ${yes} ya`,
    (no, yes) => `*${no}* _${yes}_`,
    (no, yes) => `${yes}\n${no}`,
    (no, yes) => `${no} ${no} ${yes}`,
    (no, yes) => `${no}${no.at(-1)}${no.at(-1)} ${yes}`,
    (no) => no,
  );
  const refusal = fc.record({
    place: fc.constantFrom(...agreeing),
    language: fc.constantFrom(...languages),
    no: fc.constantFrom(...NEGATIONS, ...SIGNS),
    dress,
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(refusal, ({ place, language, no, dress: wear, pick }) => {
      const agreements = optionsAt(place, language).filter(({ id }) =>
        AGREEMENTS.includes(id.split(':')[1] ?? ''),
      );
      const names = agreements.flatMap((option) => option.names);
      const text = wear(no, names[pick % names.length] ?? 'ya');
      expect(AGREEMENTS, `${place} ${language}: ${text}`).not.toContain(
        chosen(place, language, text),
      );
    }),
    { numRuns: 5000 },
  );
}, 120_000);

test.each(['ga hapus', 'ga, hapus', 'gak hapus', 'jangan hapus', 'g hapus', 'ya ga', '~hapus~'])(
  'after HAPUS DATA SAYA, %j erases nothing',
  async (answer) => {
    const post = await aPost(await openMemoryStore([], aMasterKey()));
    await post.write('w1', 'MULAI');
    await post.write('w1', 'hapus data saya');
    await post.write('w1', answer);
    await post.write('w1', 'data saya');
    expect(post.heard.map(({ text }) => text).join('\n')).not.toContain('Tanda terima');
  },
);

test.each(['hapuss', 'hapsu', 'ya hapuz', 'hapus dong kak', 'iya in'])(
  'a near miss of the words is not enough to erase: %j',
  (answer) => {
    expect(chosen('forget/confirm', 'id', answer)).toBeUndefined();
  },
);

test.each([
  ['forget/confirm', 'ga hapus', 'keep'],
  ['forget/confirm', 'jangan hapus dong', 'keep'],
  ['submit/consent', 'ga boleh', 'no'],
  ['submit/consent', 'gak setuju', 'no'],
  ['submit/consent', 'ora oleh', undefined],
  ['tip/answer', 'ga membantu', 'not-this'],
  ['tip/answer', 'tidak terlalu membantu', undefined],
])('at %s %j means %s', (place, answer, choice) => {
  expect(chosen(place, 'id', answer)).toBe(choice);
});

test('a typo is forgiven in a long word, and nowhere else', () => {
  expect(chosen('submit/consent', 'id', 'silahkn')).toBe('yes');
  expect(chosen('submit/consent', 'id', 'setjuu')).toBe('yes');
  for (const text of ['gboleh', 'tboleh', 'oleh', 'bolehg', 'dia', 'mai', 'ys'])
    expect(chosen('submit/consent', 'id', text), text).toBeUndefined();
});
