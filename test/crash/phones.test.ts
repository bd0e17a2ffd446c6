import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';
import { type Due, Phones } from './phones.ts';
import { LINKED, newsOf, UNDECIDED, WHOLE } from './scripts.ts';

/** A post as the phones see it, which answers as it should. */
class Post {
  readonly phones: Phones;
  #replies = 0;

  constructor(parties = WHOLE) {
    this.phones = new Phones(parties);
  }

  show(citizen: string, text: string, id = `r${this.#replies++}`): void {
    this.phones.show(citizen, id, text);
  }

  /** Does all that citizens and reviewers can do, until nothing is left. */
  play(answer: (due: Due) => void = (due) => this.answer(due)): void {
    for (let [due] = this.phones.due; due; [due] = this.phones.due) {
      this.phones.keep(due);
      answer(due);
    }
  }

  answer({ citizen, step }: Due): void {
    const told = step.by === 'reviewer' ? this.#told(step.does) : [citizen];
    if (step.shows) for (const each of told) this.show(each, step.shows);
  }

  named(kind: string): string {
    return this.phones.citizens.find((citizen) => citizen.startsWith(kind)) ?? '';
  }

  /** Those who hear of what a reviewer does. */
  #told(does: string): string[] {
    const kinds = does === 'decide' ? /^(?:opener|joiner|racer)/ : /^(?:opener|joiner)/;
    return this.phones.citizens.filter((citizen) => kinds.test(citizen));
  }
}

const SOUND = { lost: 0, extra: 0, misordered: 0, afterErasure: 0, fetchedAgain: 0 };

/** One party of each kind, after all went well but for what `harm` does to the answers. */
function played(harm?: (post: Post, due: Due) => void): Post {
  const post = new Post();
  for (let n = 0; n < WHOLE.length; n += 1) post.phones.open();
  post.play(harm && ((due) => harm(post, due)));
  return post;
}

test.each([
  ['where a reviewer decides', WHOLE],
  ['where nobody decides', UNDECIDED],
  ['on a linked device', LINKED],
])('a history without harm is sound: %s', (_, parties) => {
  const post = new Post(parties);
  for (let n = 0; n < parties.length; n += 1) post.phones.open();
  post.play();
  expect(post.phones.verdict()).toMatchObject(SOUND);
  expect([post.phones.unfinished, post.phones.wronged]).toEqual([0, []]);
});

const VERDICT = 'Faktanya … *SALAH*';

/** What a post does instead of its answer; nothing where it answers as it should. */
type Harm = (post: Post, due: Due) => boolean;

/** Where this citizen does this, something else happens. */
function where(kind: string, does: string, harm: (post: Post, due: Due) => void): Harm {
  return (post, due) => {
    const isThere = due.citizen.startsWith(kind) && due.step.does === does;
    if (isThere) harm(post, due);
    return isThere;
  };
}

const BROKEN: Readonly<Record<string, [Partial<typeof SOUND>, Harm]>> = {
  'the answer to the last message is lost': [{ lost: 1 }, where('photographer', 'menu', () => {})],
  'an answer comes twice, under two ids': [
    { extra: 1 },
    where('photographer', 'menu', (post, due) => {
      post.answer(due);
      post.answer(due);
    }),
  ],
  'an answer is another one’s': [
    { misordered: 1 },
    where('photographer', 'menu', (post, { citizen }) => post.show(citizen, VERDICT)),
  ],
  'who took the consent back hears the verdict': [
    { extra: 1 },
    where('opener', 'decide', (post, due) => {
      post.answer(due);
      post.show(post.named('withdrawer'), VERDICT);
    }),
  ],
  'who was erased before hears the verdict': [
    { extra: 1, afterErasure: 1 },
    where('opener', 'decide', (post, due) => {
      post.answer(due);
      post.show(post.named('eraser'), VERDICT);
    }),
  ],
  'who is erased meanwhile hears the verdict twice': [
    { extra: 1, misordered: 2 },
    where('opener', 'decide', (post, due) => {
      post.answer(due);
      post.show(post.named('racer'), VERDICT);
    }),
  ],
  'one who asked does not hear the verdict, and so nobody the correction': [
    { lost: 5 },
    where('opener', 'decide', (post, { citizen }) => post.show(citizen, VERDICT)),
  ],
  'the correction comes before the verdict': [
    { misordered: 4 },
    (post, { citizen, step: { by, does } }) => {
      const text = does === 'decide' ? '*Ralat dari kami.*' : VERDICT;
      if (by === 'reviewer')
        for (const each of [citizen, post.named('joiner')]) post.show(each, text);
      return by === 'reviewer';
    },
  ],
};

test.each(Object.entries(BROKEN))('a broken history is noticed: %s', (_, [found, harm]) => {
  const { phones } = played((post, due) => harm(post, due) || post.answer(due));
  expect(phones.verdict()).toMatchObject({ ...SOUND, ...found });
  expect(phones.wronged).not.toEqual([]);
});

test('a verdict that comes after the last word to somebody erased is noticed, one before it is not', () => {
  const post = played();
  post.show(post.named('racer'), VERDICT);
  expect(post.phones.verdict()).toMatchObject({ ...SOUND, extra: 1, afterErasure: 1 });
});

test('a reply that comes again under its id is no second one', () => {
  const post = played();
  post.show('asker0', '0000', 'same');
  post.show('asker0', '0000', 'same');
  expect(post.phones.repeatsAbsorbed).toBe(1);
});

test('a file may be asked for again in another life, but not in the same', () => {
  const { phones } = new Post();
  phones.fetch('a', 1);
  phones.fetch('a', 2);
  expect(phones.verdict().fetchedAgain).toBe(0);
  phones.fetch('a', 2);
  expect(phones.verdict().fetchedAgain).toBe(1);
});

test('the news of one party is never taken for that of another', () => {
  const all = Array.from({ length: 200 }, (_, party) => newsOf(party));
  const earlier = all.slice(0, 100).map((title, n) => ({ id: `${n}`, title, narratives: [] }));
  const matcher = createMatcher(earlier);
  const tiers = all.slice(100).map((text) => matcher.match({ text }).tier);
  expect(new Set(tiers)).toEqual(new Set(['none']));
});
