import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import type { Asked } from '../../src/ports/match-query.ts';
import { answerBundle, answerParts } from '../../src/services/actions/answer-bundle.ts';
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

const LIVE = 'Kabar http://jahat.example/a';
const TITLED = aFactCheck({ id: 't', title: LIVE, url: 'https://cek.example/1' });

/** What is told of two messages, or of one with two parts, where each comes to the same. */
async function toldOf(written: { texts: string[]; read?: string }, tier: string) {
  const ids = tier === 'several' ? ['t', 'u'] : ['t'];
  const matches = ids.map((id) => ({ id, score: 1, differences: [] }));
  const parts = {
    ...{ ...deps, index: { match: async () => ({ tier, matches }) }, observe: () => {} },
    ...{ clock: { now: () => NOW }, store: { factChecks: { get: async () => TITLED } } },
  };
  const all = parts as unknown as Parameters<typeof answerBundle>[0];
  const texts = [{ source: 'picture' as const, text: written.read ?? '' }];
  const evidence: Evidence = { ...PICTURE, asked: {}, texts };
  const items = written.texts.map((text, at) => ({
    ...{ key: `${at}`, message: aMessage({ text, forwarded: true }) },
    ...(written.read !== undefined && { evidence }),
  }));
  const [item, more] = items;
  const whole = { tier: 'none' as const, matches: [] };
  const said =
    item && !more
      ? await answerParts(all, aTurnWith(), { item, whole })
      : await answerBundle(all, aTurnWith(), items);
  return String(said?.values?.results);
}

test.for([
  ['a message that nothing is known of', 'none', { texts: [LIVE, LIVE] }],
  ['a message with the ways of a fraud', 'none', { texts: [`${LIVE} kirim kode OTP`, LIVE] }],
  ['what is read in a picture', 'none', { texts: ['', ''], read: LIVE }],
  ['the title that is similar', 'confirm', { texts: ['Kabar apa', 'Kabar mana'] }],
  ['the titles of which one may be meant', 'several', { texts: ['Kabar apa', 'Kabar mana'] }],
  ['a part of a message', 'answer', { texts: [`1. ${LIVE} satu\n2. ${LIVE} dua`] }],
] as const)('an address in %s is told so that it leads nowhere', async ([, tier, written]) => {
  const told = await toldOf({ ...written, texts: [...written.texts] }, tier);
  expect(told).toContain('jahat[.]example');
  expect(told).not.toContain('jahat.example');
});
