import { Draw, documentAt, FIRST_UNLISTED, hasUnlistedNames } from './match-texts.ts';

export type QueryKind =
  | (typeof POSITIVE)[number]
  | (typeof NEGATIVE)[number]
  | (typeof SIBLINGS)[number];

/** A message and the document that it is about, if any. */
export interface BenchQuery {
  kind: QueryKind;
  text: string;
  expected: string | undefined;
}

export const POSITIVE = ['forward', 'noisy', 'excerpt', 'short'] as const;
/** Nothing stored is like these. */
export const NEGATIVE = ['new forward', 'new noisy', 'new short', 'boilerplate'] as const;

/** The words of a stored document with other details; unlisted names are invented, in no gazetteer. */
export const SIBLINGS = [
  'other listed names, amounts and dates',
  'unlisted names for listed ones',
  'unlisted names for unlisted ones',
] as const;

/** Messages of every kind for a store of `documents`, the same for the same numbers. */
export function makeQueries(documents: number, perKind: number): BenchQuery[] {
  const draw = new Draw(99);
  const queries: BenchQuery[] = [];
  for (let at = 0; at < perKind; at++) {
    const known = draw.below(documents);
    // Far beyond the stored ones, so that they are of no stored template either.
    const unknown = documents * 2 + 1000 + at * 50;
    for (const kind of POSITIVE) {
      queries.push({ kind, text: WAYS[kind](draw, known), expected: `d${known}` });
    }
    queries.push({ kind: 'new forward', text: forward(draw, unknown), expected: undefined });
    queries.push({ kind: 'new noisy', text: noisy(draw, unknown), expected: undefined });
    queries.push({ kind: 'new short', text: short(draw, unknown), expected: undefined });
    queries.push({ kind: 'boilerplate', text: boilerplate(draw), expected: undefined });
    for (const kind of SIBLINGS) {
      queries.push({ kind, text: CHANGES[kind](draw, known), expected: undefined });
    }
  }
  return queries;
}

const WAYS = { forward, noisy, excerpt, short };
const CHANGES = {
  'other listed names, amounts and dates': changeAll,
  'unlisted names for listed ones': renameListed,
  'unlisted names for unlisted ones': renameUnlisted,
};
const OPENINGS = [
  'Assalamualaikum, info dari grup sebelah:',
  'FORWARDED MANY TIMES\n',
  'Info penting!! Mohon dibaca sampai habis.',
  'Diteruskan dari teman kantor.',
];
const ENDINGS = [
  'Sebarkan ke semua keluarga sebelum terlambat!',
  'Tolong bagikan ke grup lain ya.',
  'Semoga bermanfaat, jangan berhenti di Anda.',
  'Benarkah ini, min? Mohon dicek.',
];
const SLANG: Readonly<Record<string, string>> = {
  yang: 'yg',
  dengan: 'dgn',
  untuk: 'utk',
  tidak: 'gak',
  sudah: 'udh',
  karena: 'krn',
  saya: 'sy',
  dari: 'dr',
};

function narrativeOf(number: number): string {
  return documentAt(number).narratives[0] ?? '';
}

function forward(draw: Draw, number: number): string {
  return `${draw.pick(OPENINGS)} ${narrativeOf(number)}. ${draw.pick(ENDINGS)}`;
}

function noisy(draw: Draw, number: number): string {
  const words = narrativeOf(number).split(' ');
  return words.flatMap((word) => (draw.random() < 0.2 ? [] : [spoil(draw, word)])).join(' ');
}

function excerpt(draw: Draw, number: number): string {
  const words = narrativeOf(number).split(' ');
  const length = Math.ceil(words.length * 0.4);
  const from = draw.below(words.length - length);
  return words.slice(from, from + length).join(' ');
}

function short(draw: Draw, number: number): string {
  const words = documentAt(number)
    .title.split(' ')
    .filter((word) => word.length > 3);
  const from = draw.below(Math.max(1, words.length - 6));
  return `apa benar ${words.slice(from, from + 4 + draw.below(3)).join(' ')}?`;
}

function boilerplate(draw: Draw): string {
  return `${draw.pick(OPENINGS)} ${draw.pick(ENDINGS)} ${draw.pick(ENDINGS)}`;
}

/** Another place, name, amount and date, all of kinds that the matcher knows. */
function changeAll(draw: Draw, number: number): string {
  return rename(listedFrom(number), draw.name(), draw.place())
    .replace(/Rp \d+ \w+/, draw.amount())
    .replace(DATE, draw.date());
}

/** Only names differ, so that no amount gives the change away. */
function renameListed(draw: Draw, number: number): string {
  return rename(listedFrom(number), draw.unlistedName(), draw.unlisted());
}

function renameUnlisted(draw: Draw, number: number): string {
  return rename(unlistedFrom(number), draw.unlistedName(), draw.unlisted());
}

const DATE = /\d+ \w+ 202\d/;

function listedFrom(number: number): number {
  return hasUnlistedNames(number) ? number - 1 : number;
}

function unlistedFrom(number: number): number {
  let at = number;
  while (at > 0 && !hasUnlistedNames(at)) at -= 1;
  return hasUnlistedNames(at) ? at : FIRST_UNLISTED;
}

function rename(number: number, name: string, place: string): string {
  const old = documentAt(number).title.split(' ').slice(0, 2).join(' ');
  return narrativeOf(number)
    .replace(old, name)
    .replace(/\S+ (?=\d+ \w+ 202\d)/, `${place} `);
}

function spoil(draw: Draw, word: string): string {
  const slang = SLANG[word];
  if (slang) return draw.random() < 0.7 ? slang : word;
  if (word.length < 5 || draw.random() > 0.06) return word;
  const at = 1 + draw.below(word.length - 2);
  return word.slice(0, at) + word.slice(at + 1);
}
