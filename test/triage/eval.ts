import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { maskPersonalData } from '../../src/review/mask.ts';
import { threats } from '../../src/review/threats.ts';
import { triage } from '../../src/triage/triage.ts';
import { loadExamples, loadHeldOut } from './load-examples.ts';
import { confusion, countClasses, formatShare, type Outcome } from './score.ts';

/** Scores the triage on messages held out from learning, next to naive Bayes on bare words. */
const { values: options } = parseArgs({
  options: { data: { type: 'string' }, errors: { type: 'boolean', default: false } },
});
const classes = [...threats, 'biasa'];

const heldOut = loadHeldOut();
const peer = learnPeer();
const ours = heldOut.map(({ text, label }): Outcome => ({ label, guess: guess(text) }));
const theirs = heldOut.map(({ text, label }) => ({ label, guess: peer.classify(bareWords(text)) }));

console.log(`${heldOut.length} messages held out\n`);
console.log('| class | precision | recall | Bayes: precision | recall |');
console.log('|---|---|---|---|---|');
const bayes = countClasses(theirs, classes);
for (const [at, { name, right, told, there }] of countClasses(ours, classes).entries()) {
  if (name === 'biasa') continue;
  const other = bayes[at] ?? { right: 0, told: 0, there: 0 };
  console.log(
    `| ${name} | ${formatShare(right, told)} | ${formatShare(right, there)} | ${formatShare(other.right, other.told)} | ${formatShare(other.right, other.there)} |`,
  );
}
const ordinary = ours.filter(({ label }) => label === 'biasa');
const alarms = ordinary.filter(({ guess }) => guess !== 'biasa' && guess !== 'pertanyaan');
console.log(`\nordinary messages given a harm: ${formatShare(alarms.length, ordinary.length)}`);
console.log(`\n${confusion(ours, classes).join('\n')}`);
if (options.data) scoreData(options.data);
if (options.errors) showErrors();

function guess(text: string): string {
  return triage({ text })?.threat ?? 'biasa';
}

function learnPeer(): BayesClassifier {
  const learner = new BayesClassifier();
  for (const { text, label } of loadExamples()) learner.addDocument(bareWords(text), label);
  learner.train();
  return learner;
}

function bareWords(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Alarms on messages of another collection, by its kinds of rows; the collection stays where it is. */
function scoreData(folder: string): void {
  const rows = readFileSync(join(folder, 'queries.jsonl'), 'utf8').trim().split('\n');
  const found = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const { test, text }: { test: string; text: string } = JSON.parse(row);
    const counts = found.get(test) ?? new Map<string, number>();
    const threat = guess(maskPersonalData(text));
    counts.set(threat, (counts.get(threat) ?? 0) + 1);
    found.set(test, counts);
  }
  console.log(`\n${folder}:`);
  for (const [test, counts] of found) {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const told = [...counts].sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n}`);
    console.log(`${test} (${all}): ${told.join(', ')}`);
  }
}

function showErrors(): void {
  for (const { text, label } of heldOut) {
    if (guess(text) !== label) console.log(`${label} → ${guess(text)}: ${text}`);
  }
}
