import gazetteer from '../../src/matching/gazetteer.json' with { type: 'json' };
import type { MatchDocument } from '../../src/matching/match.ts';
import { seededNumbers } from '../support/generate.ts';

/** Draws one thing after another by a seed of its own, so that any document can be made again alone. */
export class Draw {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededNumbers(seed);
  }

  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T; // never called with an empty list
  }

  /** A word of a text: function words often, others by Zipf's law. */
  word(): string {
    if (this.random() < 0.3) return this.pick(SMALL);
    return this.content();
  }

  content(): string {
    return VOCABULARY[Math.floor(VOCABULARY.length ** this.random()) - 1] ?? '';
  }

  place(): string {
    return capital(this.pick(PLACES));
  }

  name(): string {
    return `${capital(this.pick(NAMES))} ${capital(this.pick(NAMES))}`;
  }

  /** A name that no list has. */
  unlisted(): string {
    return capital(makeWord(this, 3));
  }

  unlistedName(): string {
    return `${this.unlisted()} ${this.unlisted()}`;
  }

  amount(): string {
    return `Rp ${1 + this.below(999)} ${this.pick(['ribu', 'juta', 'miliar'])}`;
  }

  date(): string {
    return `${1 + this.below(28)} ${this.pick(MONTHS)} 202${this.below(7)}`;
  }
}

/** Whether the names of a document are invented rather than listed: one in seven. */
export function hasUnlistedNames(number: number): boolean {
  return number % 7 === FIRST_UNLISTED;
}

export const FIRST_UNLISTED = 3;

/** The document with a number; three of five share a template with 29 others. */
export function documentAt(number: number): MatchDocument {
  const own = new Draw(number * 7919 + 13);
  const inFamily = number % 5 < 3;
  const family = new Draw(inFamily ? Math.floor(number / 50) * 15_485_863 + 7 : number * 31 + 5);
  const change = inFamily ? 0.3 : 0;
  const fill = (length: number) =>
    Array.from({ length }, () => {
      const word = family.word();
      return own.random() < change ? own.content() : word;
    }).join(' ');
  const unlisted = hasUnlistedNames(number);
  const place = unlisted ? own.unlisted() : own.place();
  const name = unlisted ? own.unlistedName() : own.name();
  const [amount, date] = [own.amount(), own.date()];
  const title = `${name} ${fill(4 + family.below(4))} ${place} ${fill(3)} ${amount}`;
  const middle = fill(12 + family.below(14));
  const end = fill(10 + family.below(14));
  return {
    id: `d${number}`,
    title,
    narratives: [`${middle} ${place} ${date} ${name} ${end} ${amount}`],
    summary: fill(20),
    publishedAt: `202${number % 6}-0${1 + (number % 9)}-15`,
    verdict: 'salah',
  };
}

export function* documents(count: number): Generator<MatchDocument> {
  for (let number = 0; number < count; number++) yield documentAt(number);
}

const SMALL =
  'yang di dan dari untuk dengan ini itu ke pada akan tidak sudah karena oleh bisa juga atau dalam saya'.split(
    ' ',
  );
const MONTHS =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
    ' ',
  );
const PLACES = gazetteer.places.split(' ');
const NAMES = gazetteer.persons.split(' ');
const ONSETS = 'b c d g h j k l m n p r s t w y ng ny kr tr pr'.split(' ');
const VOWELS = 'a i u e o ai au'.split(' ');
const CODAS = ['', '', '', 'n', 'ng', 'r', 's', 't', 'k', 'h', 'm'];

const VOCABULARY = makeVocabulary(30_000);

function makeVocabulary(count: number): string[] {
  const draw = new Draw(1);
  return Array.from({ length: count }, () => makeWord(draw, 2 + draw.below(2)));
}

function makeWord(draw: Draw, syllables: number): string {
  const syllable = () => draw.pick(ONSETS) + draw.pick(VOWELS) + draw.pick(CODAS);
  return Array.from({ length: syllables }, syllable).join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
