import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import type { Asked } from '../../src/ports/match-query.ts';
import { answerBundle } from '../../src/services/actions/answer-bundle.ts';
import { aFactCheck, aMessage } from '../support/builders.ts';
import { aTurnWith, deps, NOW } from '../support/report-stage.ts';

const FACT_CHECK = aFactCheck({ id: 'f', verdict: 'benar', title: 'Bank tutup besok' });
const PICTURE: Evidence = { kind: 'picture', texts: [], asked: { hashes: 'x' }, kept: {} };

/** What a picture and a text come to that are known together and not alone. */
async function outcomeOf(text: string) {
  const match = async ({ text: words, files = [] }: Asked) =>
    files.length > 0 && words.trim() !== ''
      ? { tier: 'answer', matches: [{ id: 'f', score: 1, differences: [] }] }
      : { tier: 'none', matches: [] };
  const parts = {
    ...{ ...deps, index: { match }, observe: () => {} },
    ...{ clock: { now: () => NOW }, store: { factChecks: { get: async () => FACT_CHECK } } },
  };
  const items = [
    { key: 'a', message: aMessage({ kind: 'image', text: '' }), evidence: PICTURE },
    { key: 'b', message: aMessage({ text }) },
  ];
  const turn = aTurnWith();
  const all = parts as unknown as Parameters<typeof answerBundle>[0];
  return (await answerBundle(all, turn, items)).outcome;
}

test('a picture and its text are answered as one claim, but not where one of them denies what is true', async () => {
  expect(await outcomeOf('Besok bank tutup semua di kota ini')).toBe('answer');
  expect(await outcomeOf('Kabar bank tutup besok itu hoaks!')).toBe('bundle-open');
});
