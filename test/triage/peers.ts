import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Signal } from '../../src/domain/cases/threats.ts';
import { readFeatures } from '../../src/triage/read-features.ts';
import { type Example, loadExamples, loadMessages } from './load-examples.ts';

/** What names a class for a text. */
export type Peer = (text: string) => string;

/** Naive Bayes (`natural`) on bare words, which has learnt from all that the triage has; it always decides. */
export function bayesPeer(): Peer {
  const learner = new BayesClassifier();
  const all: Example[] = [...loadExamples(), ...loadMessages('validation')];
  for (const { text, label } of all) learner.addDocument(bareWords(text), label);
  learner.train();
  return (text) => learner.classify(bareWords(text));
}

/** The class of whose keywords a text has most; ordinary where it has none. */
export const keywordPeer: Peer = (text) => {
  const { signs } = readFeatures(text);
  const counts = Object.entries(KEYWORDS).map(([label, names]) => ({
    label,
    count: names.reduce((sum, name) => sum + (signs.get(name) ?? 0), 0),
  }));
  const most = counts.sort((a, b) => b.count - a.count)[0];
  return most && most.count > 0 ? most.label : 'biasa';
};

/** The class that most messages have. */
export const majorityPeer: Peer = () => 'biasa';

const KEYWORDS: Readonly<Record<string, readonly Signal[]>> = {
  gangguan_informasi: ['spread', 'hidden', 'cure', 'alarm', 'rumour'],
  penipuan: ['act', 'secret', 'prize', 'finance', 'look-alike'],
  ujaran_kebencian: ['group', 'expel'],
  perundungan: ['insult', 'body', 'shame'],
  kekerasan: ['violence', 'weapon'],
  pelanggaran_pemilu: ['vote', 'gift'],
  pertanyaan: ['question'],
};

function bareWords(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
