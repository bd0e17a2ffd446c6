import { writeFileSync } from 'node:fs';
import { threats } from '../../src/domain/cases/threats.ts';
import { readFeatures } from '../../src/triage/read-features.ts';
import { chooseThresholds, crossValidate } from './cross-validate.ts';
import { fitModel, type Row } from './fit-model.ts';
import { type Example, loadExamples, loadMessages } from './load-examples.ts';

/** Learns the weights of the triage and writes them where the program reads them. */
const classes = ['biasa', ...threats];
/** Of messages that a model had not seen, so many guesses of a class have to be right: a little more than the mark of .9. */
const PRECISION = 0.92;

const examples = loadExamples();
const ways = Map.groupBy(examples, ({ origin }) => origin);
const rows = examples.map((each) => toRow(each, 1 / (ways.get(each.origin)?.length ?? 1)));
const messages = loadMessages('validation').map((each) => toRow(each, 1));
const guesses = crossValidate(rows, messages, classes);
const thresholds = chooseThresholds(guesses, classes, PRECISION);
const model = fitModel([...rows, ...messages], classes);
const entries = Object.entries(model.weights).sort(([a], [b]) => (a < b ? -1 : 1));
const lines = entries.map(
  ([name, weights]) => `${JSON.stringify(name)}:${JSON.stringify(weights)}`,
);
const { bias } = model;
const head = JSON.stringify({ classes, thresholds, bias }).slice(0, -1);
writeFileSync('src/triage/weights.json', `${head},"weights":{\n${lines.join(',\n')}\n}}\n`);

console.log(
  `${rows.length} examples of ${ways.size} lines and ${messages.length} messages, ${entries.length} features`,
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

function toRow({ text, label, origin }: Example, weight: number): Row {
  return { names: readFeatures(text).names, label, origin, weight };
}
