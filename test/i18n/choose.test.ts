import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from '../../src/i18n/choose.ts';
import { inOrder } from '../../src/i18n/say.ts';
import { optionsOf, type QuestionOption } from '../../src/services/responses/options.ts';
import { loadScript } from '../support/stage.ts';

const script = loadScript();
const languages = [...script.locales.keys()];
const places = [...script.flows.values()].flatMap((flow) =>
  [...flow.states]
    .filter(([, state]) => state.type === 'ask' || state.type === 'offer')
    .map(([name]) => `${flow.name}/${name}`),
);

function optionsAt(place: string, language: string): QuestionOption[] {
  const [flow = '', name = ''] = place.split('/');
  const state = script.flows.get(flow)?.states.get(name);
  if (!state) throw new Error(`there is no ${place}`);
  return optionsOf(script, language, {
    frame: { flow, state: name, muddles: 0, values: {} },
    state,
  });
}

/** What a text chooses at a question, by the choice's name in the flow; undefined if unclear. */
function chosen(place: string, language: string, text: string): string | undefined {
  const options = optionsAt(place, language);
  const fillers = inOrder(script.locales, language).flatMap((locale) => locale.fillers);
  const index = choose(options, text, fillers);
  return index === undefined ? undefined : options[index]?.id.split(':')[1];
}

test.each([
  ['1', 'yes'],
  ['1.', 'yes'],
  [' 2 ', 'no'],
  ['02', 'no'],
  ['１', 'yes'],
  ['1️⃣', 'yes'],
  ['3️⃣', 'privacy'],
  ['(2)', 'no'],
  ['nomor 2', 'no'],
  ['No. 3', 'privacy'],
  ['pilih 1', 'yes'],
  ['pilih yang nomor 1 kak', 'yes'],
  ['opsi 2', 'no'],
])('%j is the number of a choice', (text, choice) => {
  expect(chosen('submit/consent', 'id', text)).toBe(choice);
});

test.each(['0', '4', '12', '123', '1 2', '1 atau 2', '-', '1,5'])(
  '%j is the number of no choice',
  (text) => {
    expect(chosen('submit/consent', 'id', text)).toBeUndefined();
  },
);

test.each([
  ['id', 'ya', 'yes'],
  ['id', 'YA!!', 'yes'],
  ['id', 'iya dong', 'yes'],
  ['id', 'iyaaaa', 'yes'],
  ['id', 'ya boleh kak', 'yes'],
  ['id', 'boleh, silakan', 'yes'],
  ['id', 'silahkn', 'yes'],
  ['id', '"Ya"', 'yes'],
  ['id', '“Ya”', 'yes'],
  ['id', '*Ya*', 'yes'],
  ['id', '_ya_', 'yes'],
  ['id', 'Ya.', 'yes'],
  ['id', '👍', 'yes'],
  ['id', '👍🏽', 'yes'],
  ['id', 'ya 👍🏿', 'yes'],
  ['id', 'gak', 'no'],
  ['id', 'ngga usah min', undefined],
  ['id', 'nggak usah min', 'no'],
  ['id', 'Tidak', 'no'],
  ['id', 'tidka', 'no'],
  ['id', 'tdk', 'no'],
  ['id', '👎🏾', 'no'],
  ['id', 'Apa yang disimpan?', 'privacy'],
  ['en', 'Yes', 'yes'],
  ['en', 'sure, go ahead', 'yes'],
  ['en', 'yes please', 'yes'],
  ['en', 'agree', 'yes'],
  ['en', 'yes, I agree', 'yes'],
  ['en', 'sure, I agree', 'yes'],
  ['en', 'I disagree', 'no'],
  ['en', "don't", 'no'],
  ['en', 'don’t', 'no'],
  ['en', 'no thanks', 'no'],
  ['en', 'What do you keep?', 'privacy'],
  ['en', 'ya', 'yes'],
  ['jv', 'Nggih', 'yes'],
  ['jv', 'nggih, monggo', 'yes'],
  ['jv', 'mboten usah mas', 'no'],
  ['jv', 'ora', 'no'],
  ['jv', 'napa sing disimpen', 'privacy'],
  ['jv', 'iya', 'yes'],
  ['su', 'Muhun', 'yes'],
  ['su', 'muhun mangga', 'yes'],
  ['su', 'henteu', 'no'],
  ['su', 'teu kedah', 'no'],
  ['su', 'tidak', 'no'],
])('in %s %j is %s', (language, text, choice) => {
  expect(chosen('submit/consent', language, text)).toBe(choice);
});

test.each([
  ['id', 'ya tidak'],
  ['id', 'ya atau tidak ya'],
  ['id', 'mau gak'],
  ['id', '👍👎'],
  ['id', 'tidak mau boleh'],
  ['id', 'maksudnya gimana ya'],
  ['id', 'boleh tau ini apa'],
  ['id', 'boleh tanya dulu'],
  ['id', 'mau tanya'],
  ['id', 'ini apa ya'],
  ['id', 'ya gimana'],
  ['id', 'siapa'],
  ['id', 'bisa dijelaskan'],
  ['id', 'emang boleh'],
  ['id', 'ya kalau aman'],
  ['id', 'oke tapi jangan sebut nama saya'],
  ['id', 'kok bisa'],
  ['id', 'kok bisa sih'],
  ['id', 'ini benar?'],
  ['id', 'itu betul?'],
  ['id', 'benar?'],
  ['id', 'benar nih?'],
  ['id', '“Benar?”'],
  ['id', '*benar?*'],
  ['id', 'benar？'],
  ['id', 'benar? 🙏'],
  ['id', 'boleh? kak'],
  ['id', 'boleh?'],
  ['id', 'yang benar saja'],
  ['id', 'ini benar'],
  ['en', 'is that ok'],
  ['en', 'ok but why'],
  ['en', 'correct?'],
  ['en', 'you may not'],
  ['en', 'yes and no'],
  ['jv', 'nggih pripun'],
  ['jv', 'kok saged'],
  ['jv', 'leres?'],
  ['su', 'muhun kumaha'],
  ['su', 'leres teh?'],
])('consent in %s is never read from %j', (language, text) => {
  expect(chosen('submit/consent', language, text)).not.toBe('yes');
});

test.each([
  ['id', ''],
  ['id', '?'],
  ['id', '🙂'],
  ['id', 'ya ya ya ya ya ya ya ya ya'],
  ['id', 'ya boleh silakan saja disimpan dulu untuk diperiksa nanti'],
  ['id', 'dong'],
  ['id', 'kak'],
])('in %s %j is unclear', (language, text) => {
  expect(chosen('submit/consent', language, text)).toBeUndefined();
});

test.each([
  ['tip/answer', 'bukan ini', 'not-this'],
  ['tip/answer', 'sangat membantu', 'helpful'],
  ['forget/confirm', 'hapus', 'erase'],
  ['forget/confirm', 'jangan dihapus', 'keep'],
  ['language/choose', 'jawa', 'jv'],
  ['language/choose', 'english', 'en'],
  ['menu/menu', 'Cek fakta terbaru', 'latest'],
])('at %s %j is %s', (place, text, choice) => {
  expect(chosen(place, 'id', text)).toBe(choice);
});

test('deleting is never read from a text that only mentions it', () => {
  for (const text of ['kenapa dihapus', 'hapus apa', 'yakin?', 'hapus?', 'kok bisa', 'ya tidak']) {
    expect(chosen('forget/confirm', 'id', text), text).not.toBe('erase');
  }
});

test.each([
  ['submit/consent', '~ya~'],
  ['submit/consent', 'ya ❌'],
  ['submit/consent', 'boleh 👎'],
  ['submit/consent', '🚫 ya'],
  ['submit/consent', '~1~'],
  ['forget/confirm', '~hapus~'],
  ['forget/confirm', 'hapus 🙅'],
])('at %s %j agrees to nothing, whatever its words are', (place, text) => {
  expect(['yes', 'erase']).not.toContain(chosen(place, 'id', text));
});

test('rows and choices are numbered through, rows first', () => {
  const options = [
    { names: ['Vaksin berisi cip'] },
    { names: ['Air galon bersabun'] },
    { names: ['Menu'] },
  ];
  expect(choose(options, '2')).toBe(1);
  expect(choose(options, '3')).toBe(2);
  expect(choose(options, 'air galon bersabun')).toBe(1);
  expect(choose(options, '4')).toBeUndefined();
});

test('an extra letter at either end makes another word, one within a long word is a slip', () => {
  const options = [{ names: ['boleh'] }, { names: ['jangan'] }];
  for (const text of ['boleh', 'bolh', 'bolhe', 'bolech']) {
    expect([text, choose(options, text)]).toEqual([text, 0]);
  }
  for (const text of ['gboleh', 'bolehg', 'bolehh', 'bolehin', 'oleh', 'toleh', 'bolong']) {
    expect([text, choose(options, text)]).toEqual([text, undefined]);
  }
});

test('two choices that are equally near are unclear', () => {
  expect(choose([{ names: ['bantul'] }, { names: ['bantur'] }], 'bantus')).toBeUndefined();
});

test.each(languages)('every name of every choice chooses it in %s', (language) => {
  const missed = places.flatMap((place) =>
    optionsAt(place, language).flatMap(({ id, names }) =>
      names
        .filter((name) => chosen(place, language, name) !== id.split(':')[1])
        .map((name) => `${place}: ${name}`),
    ),
  );
  expect(missed).toEqual([]);
});

test('a label chooses itself however it is quoted, spaced or capitalised', () => {
  const label = fc
    .record({ place: fc.constantFrom(...places), language: fc.constantFrom(...languages) })
    .chain(({ place, language }) => {
      const options = optionsAt(place, language);
      return options.length === 0
        ? fc.constant(undefined)
        : fc.constantFrom(...options.map((option) => ({ place, language, option })));
    });
  const dress = fc.constantFrom(
    (text: string) => text.toUpperCase(),
    (text: string) => `*${text}*`,
    (text: string) => `  “${text}”.`,
    (text: string) => text.replaceAll(' ', '\n'),
  );
  fc.assert(
    fc.property(label, dress, (found, wear) => {
      if (!found) return;
      const { place, language, option } = found;
      const wanted = option.id.split(':')[1];
      expect(chosen(place, language, wear(option.label))).toBe(wanted);
    }),
    { numRuns: 500 },
  );
});

test('any text at any question chooses an option there is, or nothing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom('ya', 'tidak', 'dong', '1', '👍', 'gak', '?')).map((w) => w.join(' ')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...places), fc.constantFrom(...languages), (...given) => {
      const [written, place, language] = given;
      const found = chosen(place, language, written);
      const ids = optionsAt(place, language).map(({ id }) => id.split(':')[1]);
      expect(found === undefined || ids.includes(found)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('without options nothing is chosen', () => {
  expect(choose([], 'ya')).toBeUndefined();
  expect(choose([], '1')).toBeUndefined();
});
