import { expect, test } from 'vitest';
import { countVotes } from '../../../src/matching/films/film-votes.ts';

const near = (id: string, distance = 10) => ({ id, distance });

test('the film that most frames look like comes first, with its share', () => {
  const votes = countVotes([[near('a')], [near('a'), near('b')], [near('b')], [near('a')], []]);
  expect(votes).toEqual([
    { id: 'a', frames: 3, share: 0.6 },
    { id: 'b', frames: 2, share: 0.4 },
  ]);
});

test('a frame has one vote for a film, however many of its frames it looks like', () => {
  expect(countVotes([[near('a'), near('a'), near('a', 5)], []])).toEqual([
    { id: 'a', frames: 1, share: 0.5 },
  ]);
});

test('of two films with as many frames the nearer one comes first', () => {
  const votes = countVotes([
    [near('far', 30), near('near', 2)],
    [near('far', 30), near('near', 2)],
  ]);
  expect(votes.map(({ id }) => id)).toEqual(['near', 'far']);
});

test('a frame that looks like very many films says nothing', () => {
  const black = Array.from({ length: 30 }, (_, film) => near(`${film}`));
  expect(countVotes([black, black, [near('7')]])).toEqual([{ id: '7', frames: 1, share: 1 }]);
  expect(countVotes([black])).toEqual([]);
  expect(countVotes([])).toEqual([]);
});
