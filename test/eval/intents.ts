import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { loadContent } from '../../src/app/load-content.ts';
import { createConcepts } from '../../src/understanding/concepts.ts';
import {
  createTextClassifier,
  learn,
  type TextClass,
} from '../../src/understanding/text-classifier.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { loadData } from './load-data.ts';
import { BayesClassifier } from './natural-bayes.ts';
import { readDialogues } from './people-dialogues.ts';

/**
 * How well intents are told apart that no example was seen of, beside the naive Bayes of `natural` in the same run; and
 * which messages of the sets are understood differently since the last commit, or since `--since REVISION`.
 */
const { values: options } = parseArgs({
  options: {
    since: { type: 'string', default: 'HEAD' },
    data: { type: 'string' },
    flips: { type: 'boolean', default: false },
  },
});

const FOLDS = 5;
/** The peer is slow: it reads a part of what is held back. */
const PEER_SHARE = 10;
const concepts = createConcepts(readYaml('locales/concepts.yaml'));
const intents: TextClass[] = globSync('locales/intents/*.yaml').map((file) => {
  const { intent, examples } = readYaml(file);
  return { name: intent, examples: examples.map(String) };
});
if (!options.flips) printAccuracy();
printFlips();

function readYaml(file: string) {
  return parse(readFileSync(file, 'utf8'), { schema: 'core' });
}

function printAccuracy(): void {
  const ours = { right: 0, all: 0, ms: 0 };
  const peer = { right: 0, all: 0, ms: 0 };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeld = (_: string, at: number) => at % FOLDS === fold;
    const seen = intents.map(({ name, examples }) => ({
      name,
      examples: examples.filter((text, at) => !isHeld(text, at)),
    }));
    const held = intents.flatMap(({ name, examples }) =>
      examples.filter(isHeld).map((text) => ({ name, text })),
    );
    const classifier = createTextClassifier(learn(seen, concepts), concepts);
    count(ours, held, (text) => classifier.classify(text).guesses[0]?.name);
    count(
      peer,
      held.filter((_, at) => at % PEER_SHARE === 0),
      naiveBayes(seen),
    );
  }
  for (const [name, { right, all, ms }] of Object.entries({ ours, 'natural, naive Bayes': peer })) {
    const [share, each] = [(right / all).toFixed(3), (ms / all).toFixed(3)];
    process.stdout.write(`${name.padEnd(22)} right ${share} of ${all}, ${each} ms a message\n`);
  }
}

function naiveBayes(classes: readonly TextClass[]): (text: string) => string {
  const bayes = new BayesClassifier();
  for (const { name, examples } of classes)
    for (const text of examples) bayes.addDocument(text, name);
  bayes.train();
  return (text) => bayes.classify(text);
}

function count(
  sum: { right: number; all: number; ms: number },
  held: readonly { name: string; text: string }[],
  guess: (text: string) => string | undefined,
): void {
  const began = performance.now();
  for (const { name, text } of held) sum.right += guess(text) === name ? 1 : 0;
  sum.ms += performance.now() - began;
  sum.all += held.length;
}

function printFlips(): void {
  const folder = mkdtempSync(join(tmpdir(), 'posko-intents-'));
  const archive = execFileSync('git', ['archive', options.since, 'locales', 'flows'], {
    maxBuffer: 256 * 1024 * 1024,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const [before, now] = [folder, '.'].map((root) => understandingOf(root));
  rmSync(folder, { recursive: true });
  if (!before || !now) return;
  let flips = 0;
  for (const text of messages()) {
    const [was, is] = [wordFor(before, text), wordFor(now, text)];
    if (was === is) continue;
    flips += 1;
    process.stdout.write(`${was} → ${is}: ${text.replaceAll('\n', ' ').slice(0, 120)}\n`);
  }
  process.stdout.write(`${flips} messages are understood differently since ${options.since}\n`);
}

function understandingOf(root: string): Understanding {
  const folders = { flows: join(root, 'flows'), locales: join(root, 'locales') };
  return loadContent(folders).understanding;
}

function wordFor(understanding: Understanding, text: string): string {
  const meaning = understanding.meaningOf(text);
  return meaning.type === 'sure' ? meaning.intent : meaning.type;
}

/** What is written in the dialogues, and the ordinary messages where there is evaluation data. */
function messages(): string[] {
  const said = readDialogues('test/eval/people').flatMap(({ says }) => says);
  const data = options.data ?? process.env.POSKO_EVAL_DATA;
  const ordinary = data === undefined ? [] : loadData(data).queries;
  return [...said, ...ordinary.filter(({ test }) => test === 'ordinary').map(({ text }) => text)];
}
