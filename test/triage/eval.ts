import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { threats } from '../../src/domain/cases/threats.ts';
import { maskPersonalData } from '../../src/domain/text/mask.ts';
import { triage } from '../../src/triage/triage.ts';
import { loadMessages } from './load-examples.ts';
import { bayesPeer, keywordPeer, majorityPeer, type Peer } from './peers.ts';
import { confusion, countClasses, formatShare, type Outcome } from './score.ts';

/** Scores the triage on messages held out from learning, next to three peers in the same run. */
const { values: options } = parseArgs({
  options: { data: { type: 'string', default: '/work/shared/eval' } },
});
const classes = [...threats, 'biasa'];
const ours: Peer = (text) => triage({ text })?.threat ?? 'biasa';
const bayes = bayesPeer();

scoreSet('held-out');
scoreSet('held-out-second');
if (existsSync(join(options.data, 'queries.jsonl'))) scoreData(options.data);

/** Prints precision and recall of each class, false alarms, and what was taken for what. */
function scoreSet(folder: 'held-out' | 'held-out-second'): void {
  const messages = loadMessages(folder);
  const ask = (peer: Peer) =>
    messages.map(({ text, label }): Outcome => ({ label, guess: peer(text) }));
  const outcomes = ask(ours);
  const columns = [outcomes, ask(bayes), ask(keywordPeer)].map((all) => countClasses(all, threats));
  console.log(`\n## ${folder}: ${messages.length} messages\n`);
  console.log(
    '| class | precision | recall | Bayes: precision | recall | keywords: precision | recall |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const [at, name] of threats.entries()) {
    const cells = columns.flatMap((counts) => {
      const { right = 0, told = 0, there = 0 } = counts[at] ?? {};
      return [formatShare(right, told), formatShare(right, there)];
    });
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
  const peers = { ours, Bayes: bayes, keywords: keywordPeer, majority: majorityPeer };
  const isNews = messages.map(({ origin }) => origin.includes('berita'));
  for (const [name, peer] of Object.entries(peers)) {
    const all = ask(peer);
    const right = all.filter(({ label, guess }) => label === guess).length;
    const alarms = [false, true].map((news) => {
      const ordinary = all.filter(({ label }, at) => label === 'biasa' && isNews[at] === news);
      const harmed = ordinary.filter(({ guess }) => guess !== 'biasa' && guess !== 'pertanyaan');
      return formatShare(harmed.length, ordinary.length);
    });
    console.log(
      `\n${name}: right ${formatShare(right, all.length)}; ordinary given a harm ${alarms[0]}; news given a harm ${alarms[1]}`,
    );
  }
  console.log(`\n${confusion(outcomes, classes).join('\n')}`);
}

/** Guesses at messages of another collection, by its kinds of rows; the collection stays where it is. */
function scoreData(folder: string): void {
  const rows = readFileSync(join(folder, 'queries.jsonl'), 'utf8').trim().split('\n');
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const { test, text }: { test: string; text: string } = JSON.parse(row);
    found.set(test, [...(found.get(test) ?? []), ours(maskPersonalData(text))]);
  }
  console.log(`\n## ${folder}`);
  for (const [test, guesses] of found) {
    const harms = guesses.filter((guess) => guess !== 'biasa' && guess !== 'pertanyaan').length;
    const told = classes.map((name) => `${name} ${guesses.filter((one) => one === name).length}`);
    console.log(
      `\n${test}: given a harm ${formatShare(harms, guesses.length)}\n  ${told.join(', ')}`,
    );
  }
}
