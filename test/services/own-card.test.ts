import { expect, test } from 'vitest';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import { answerOwnCard } from '../../src/services/actions/answer-debunk.ts';
import { cardOf } from '../../src/services/fact-checks/card.ts';
import { readOwnCard } from '../../src/services/fact-checks/own-card.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import { aFactCheck, aMessage } from '../support/builders.ts';
import { aTurnWith, deps as wording } from '../support/report-stage.ts';

const CLAIM = 'Vaksin polio gratis di puskesmas dihentikan selama 3 bulan';
const BEFORE = aFactCheck({ id: 'f', title: CLAIM, publishedAt: '2026-11-02' });

/** What becomes of a card of ours whose words somebody changes so, of a fact-check that is now so. */
async function stateOf(change: (words: string) => string, now: Partial<PublishedFactCheck> = {}) {
  const { deps, words } = aCard(change, now);
  return (await readOwnCard(deps, [words]))?.state;
}

function aCard(change: (words: string) => string, now: Partial<PublishedFactCheck>) {
  const sender = { post: wording.settings.post, number: undefined };
  const { claim, source, footer, code } = cardOf(publicView(wording, BEFORE), sender);
  const words = change(`SALAH\n“${claim}”\n${source}\n${code}\n${footer}`);
  const store = {
    factChecks: { get: async () => ({ ...BEFORE, ...now }) },
    cases: { history: async () => [] },
  };
  const deps = { ...wording, store, index: { idOfCard: async () => BEFORE.id } };
  return { deps: deps as unknown as Parameters<typeof answerOwnCard>[0], words };
}

test.for<[string, (words: string) => string, string]>([
  ['nothing', (words) => words, 'current'],
  ['one word, as it is misread', (words) => words.replace('puskesmas', 'puskesrnas'), 'current'],
  ['a number', (words) => words.replace('3 bulan', '9 bulan'), 'altered'],
  ['a year that is added', (words) => words.replace('bulan', 'bulan 2027'), 'altered'],
  ['a denial', (words) => words.replace('dihentikan', 'tidak dihentikan'), 'altered'],
  ['the verdict', (words) => words.replaceAll('SALAH', 'BENAR'), 'altered'],
  ['the claim', (words) => words.replace(CLAIM, 'Bank tutup besok pagi'), 'altered'],
])('a card of ours on which somebody changed %s is %s', async ([, change, state]) => {
  expect(await stateOf(change)).toBe(state);
});

test('no address in the reason for a withdrawal leads anywhere', async () => {
  const now = { version: 2, retracted: 'Sumbernya https://jahat.example/x keliru.' };
  const { deps, words } = aCard((text) => text, now);
  const texts = [{ source: 'picture' as const, text: words }];
  const evidence = { kind: 'picture' as const, texts, asked: {}, kept: {} };
  const told = await answerOwnCard(deps, aTurnWith(), { key: 'm', message: aMessage(), evidence });
  expect(told).toMatchObject({
    outcome: 'card-withdrawn',
    values: { reason: 'Sumbernya hxxps://jahat[.]example/x keliru.' },
  });
});

test('a card of what is withdrawn by now says so', async () => {
  const now = { version: 2, retracted: 'Sumbernya keliru.' };
  expect(await stateOf((words) => words, now)).toBe('withdrawn');
});
