import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { offeredOf } from '../../src/matching/choose-tier.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { readManner } from '../../src/matching/message-form.ts';
import {
  EVIDENCE,
  retellingWeights,
  SEEN,
  sumTrees,
  type Tree,
} from '../../src/matching/second-look.ts';

const matcher = createMatcher(loadSamples(), { truthOf, retells: true });

test.each([undefined, 'multilingual-e5-small'])(
  'the weights for model %s fit the evidence',
  (model) => {
    const { order, trees } = retellingWeights(model);
    expect(order.length).toBe(EVIDENCE.length);
    const features = trees.flatMap(({ nodes }) => nodes.map(([feature = -1]) => feature));
    expect(Math.max(...features)).toBeLessThan(SEEN.length);
    for (const { nodes, leaves } of trees) expect(leaves.length).toBe(nodes.length + 1);
  },
);

test('only vectors of an e5 model are judged by the weights fitted with one', () => {
  const words = retellingWeights(undefined);
  expect(retellingWeights('multilingual-e5-small-q4, typed')).not.toBe(words);
  for (const model of ['nomic-embed-text, plain', 'fe5d, 0a1b', '']) {
    expect(retellingWeights(model)).toBe(words);
  }
});

test('a tree goes left at its cut and below, and ends in a leaf', () => {
  const tree: Tree = {
    nodes: [
      [0, 0.5, 1, -3],
      [1, 2, -1, -2],
    ],
    leaves: [1, 2, 4],
  };
  expect(sumTrees([tree, { nodes: [], leaves: [10] }], 100, [0.5, 2])).toBe(111);
  expect(sumTrees([tree], 0, [0.5, 3])).toBe(2);
  expect(sumTrees([tree], 0, [0.6, 0])).toBe(4);
});

test.each([
  ['benarkah vaksin bikin mandul?', { form: 'question', verifies: true, wonders: false }],
  ['jadwal vaksin kapan ya', { form: 'short', verifies: false, wonders: true }],
  ['vaksin bikin mandul', { form: 'short', verifies: false, wonders: false }],
  [`${'kata '.repeat(30)}?`, { form: 'long', verifies: false, wonders: false }],
])('the manner of %s', (text, manner) => {
  expect(readManner(text)).toEqual(manner);
});

const reworded: { id: string; kind: string; text: string }[] = parse(
  readFileSync('test/eval/reworded/samples-dev.yaml', 'utf8'),
);
const isSame = ({ kind }: { kind: string }) => kind !== 'changed' && kind !== 'about';

test('samples in other words are found, and never answered with another one', () => {
  const found = reworded
    .filter(isSame)
    .map(({ id, text }) => ({ id, found: matcher.match({ text }) }));
  const answered = found.filter(({ found: { tier } }) => tier === 'answer');
  expect(answered.filter(({ id, found: { matches } }) => matches[0]?.id !== id)).toEqual([]);
  const offered = found.filter((each) => offeredOf(each.found).some(({ id }) => id === each.id));
  expect(answered.length / found.length).toBeGreaterThan(0.3);
  expect(offered.length / found.length).toBeGreaterThan(0.8);
});

test('a question about the topic of a sample gets no verdict', () => {
  const about = reworded.filter(({ kind }) => kind === 'about');
  const answered = about.filter(({ text }) => matcher.match({ text }).tier === 'answer');
  expect(answered).toEqual([]);
});
