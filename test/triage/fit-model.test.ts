import { expect, test } from 'vitest';
import { likelihoods } from '../../src/triage/triage.ts';
import { chooseThresholds } from './cross-validate.ts';
import { fitModel, type Row } from './fit-model.ts';
import { learnBayes, toRow } from './learn-bayes.ts';

const classes = ['calm', 'angry', 'asking'];
const rows = [
  row('calm', 'rice', 'market', 'today'),
  row('calm', 'rice', 'rain', 'market'),
  row('angry', 'fire', 'today', 'shout'),
  row('angry', 'fire', 'shout', 'market'),
  row('asking', 'when', 'rain', 'today'),
  row('asking', 'when', 'market', 'rice'),
];

test("before it has learnt anything a model ranks classes as natural's Bayes does", () => {
  const names = [...new Set(rows.flatMap((each) => each.names))];
  const documents = rows.map((each) => ({
    places: each.names.map((name) => names.indexOf(name)),
    label: each.label,
  }));
  const bayes = learnBayes(documents, names.length).classifier;
  const model = fitModel(rows, classes, 0);
  for (const { names: own } of rows) {
    const places = own.map((name) => names.indexOf(name));
    const theirs = bayes.getClassifications(toRow(places, names.length)).map(({ label }) => label);
    expect(rank(likelihoods(model, own))).toEqual(theirs);
  }
});

test('what a model has learnt from it knows again, surer than before', () => {
  const before = fitModel(rows, classes, 0);
  const after = fitModel(rows, classes, 100);
  for (const { names, label } of rows) {
    const sure = (model: typeof before) => likelihoods(model, names)[classes.indexOf(label)] ?? 0;
    expect(rank(likelihoods(after, names))[0]).toBe(label);
    expect(sure(after)).toBeGreaterThanOrEqual(sure(before));
  }
});

test('a threshold is the least certainty from which guesses are right often enough', () => {
  const guesses = [
    { label: 'angry', best: 'angry', certainty: 0.9 },
    { label: 'angry', best: 'angry', certainty: 0.8 },
    { label: 'calm', best: 'angry', certainty: 0.7 },
    { label: 'angry', best: 'angry', certainty: 0.6 },
    { label: 'calm', best: 'angry', certainty: 0.5 },
  ];
  expect(chooseThresholds(guesses, ['angry'], 0.9)).toEqual({ angry: 0.8 });
  expect(chooseThresholds(guesses, ['angry'], 0.75)).toEqual({ angry: 0.6 });
});

function row(label: string, ...names: string[]): Row {
  return { names, label, origin: `${label} ${names.join(' ')}`, weight: 1 };
}

function rank(shares: readonly number[]): string[] {
  return classes
    .map((name, at) => ({ name, share: shares[at] ?? 0 }))
    .sort((a, b) => b.share - a.share)
    .map(({ name }) => name);
}
