import { writeFileSync } from 'node:fs';
import { threats } from '../../src/review/threats.ts';
import { readFeatures } from '../../src/triage/read-features.ts';
import { chooseThresholds, crossValidate } from './cross-validate.ts';
import { fitModel, type Row } from './fit-model.ts';
import { type Example, loadExamples } from './load-examples.ts';

/** Learns the weights of the triage from its examples and writes them where the program reads them. */
const classes = ['biasa', ...threats];
/** Of lines that a fold had not seen, so many guesses of a class have to be right. */
const PRECISION = 0.92;
/** Ordinary messages count for more in learning than in measuring: a false alarm costs more than a miss. */
const ORDINARY_WEIGHT = 2;

const rows = loadExamples().map(toRow);
const guesses = crossValidate(rows, classes);
const measured = guesses.map((each) => ({
  ...each,
  weight: each.label === 'biasa' ? each.weight / ORDINARY_WEIGHT : each.weight,
}));
const thresholds = chooseThresholds(measured, classes, PRECISION);
const model = fitModel(rows, classes);
const entries = Object.entries(model.weights).sort(([a], [b]) => (a < b ? -1 : 1));
const lines = entries.map(
  ([name, weights]) => `${JSON.stringify(name)}:${JSON.stringify(weights)}`,
);
const { bias } = model;
const head = JSON.stringify({ classes, thresholds, bias }).slice(0, -1);
writeFileSync('src/triage/weights.json', `${head},"weights":{\n${lines.join(',\n')}\n}}\n`);

console.log(
  `${rows.length} examples of ${new Set(rows.map(({ origin }) => origin)).size} lines, ${entries.length} features`,
);
for (const name of classes) {
  const own = guesses.filter(({ label }) => label === name);
  const told = guesses.filter(
    ({ best, certainty }) => best === name && certainty >= (thresholds[name] ?? 1),
  );
  const right = told.filter(({ label }) => label === name);
  console.log(
    `${name.padEnd(20)} from ${thresholds[name]}: ${right.length} of ${told.length} right, of ${own.length}`,
  );
}

function toRow({ text, label, origin }: Example): Row {
  const weight = label === 'biasa' ? ORDINARY_WEIGHT : 1;
  return { names: readFeatures(text).names, label, origin, weight };
}
