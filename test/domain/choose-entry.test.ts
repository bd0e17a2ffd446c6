import { expect, test } from 'vitest';
import { chooseEntry } from '../../src/domain/voters/choose-answer.ts';
import { anEntry } from '../support/voter-entries.ts';

const general = anEntry({ id: 'general' });
const pilkada = anEntry({ id: 'pilkada', election: 'pilkada' });
const inBali = anEntry({ id: 'bali', region: 'Bali' });
const unregistered = anEntry({ id: 'unregistered', registered: 'no' });

test('an answer that holds for all needs no question', () => {
  expect(chooseEntry([general], { asked: [] })).toEqual({ type: 'answer', entry: general });
});

test('what entries differ in is asked once, then the general one answers', () => {
  expect(chooseEntry([general, pilkada], { asked: [] })).toEqual({ type: 'ask', fact: 'election' });
  const skipped = chooseEntry([general, pilkada], { asked: ['election'] });
  expect(skipped).toEqual({ type: 'answer', entry: general });
});

test('what is known is not asked, and the entry with the most conditions that hold wins', () => {
  const both = anEntry({ id: 'both', election: 'pilkada', region: 'Bali' });
  const situation = { election: 'pilkada', region: 'Bali', asked: [] } as const;
  const chosen = chooseEntry([general, pilkada, inBali, both], situation);
  expect(chosen).toEqual({ type: 'answer', entry: both });
});

test('an entry for another province is never given, nor asked about', () => {
  const chosen = chooseEntry([general, inBali], { region: 'Jawa Barat', asked: [] });
  expect(chosen).toEqual({ type: 'answer', entry: general });
});

test('nobody is asked a third question', () => {
  const entries = [general, pilkada, inBali, unregistered];
  expect(chooseEntry(entries, { asked: ['election'] })).toEqual({ type: 'ask', fact: 'region' });
  const third = chooseEntry(entries, { asked: ['election', 'region'] });
  expect(third).toEqual({ type: 'answer', entry: general });
});

test('where no entry holds, there is none', () => {
  expect(chooseEntry([pilkada], { election: 'pemilu', asked: [] })).toEqual({ type: 'none' });
  expect(chooseEntry([], { asked: [] })).toEqual({ type: 'none' });
});

test('nothing is asked for the sake of an entry that another fact rules out', () => {
  const both = anEntry({ id: 'both', election: 'pemilu', registered: 'no' });
  const chosen = chooseEntry([general, both], { election: 'pilkada', asked: [] });
  expect(chosen).toEqual({ type: 'answer', entry: general });
  const known = { election: 'pilkada', registered: 'no', asked: [] } as const;
  expect(chooseEntry([general, both], known)).toEqual({ type: 'answer', entry: general });
});

test('an answer that knows the day of the election comes before one that does not', () => {
  const dated = anEntry({ id: 'dated', calendar: true });
  expect(chooseEntry([general, dated], { asked: [] })).toEqual({ type: 'answer', entry: dated });
});
