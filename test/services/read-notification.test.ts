import { expect, test } from 'vitest';
import type { Case, Tip } from '../../src/domain/cases/case.ts';
import type { Store } from '../../src/ports/store.ts';
import { readNotification } from '../../src/services/actions/read-notification.ts';
import { aCase, aFactCheck, aTip } from '../support/builders.ts';
import { aTurnWith, deps } from '../support/report-stage.ts';

/** What a citizen reads of news about a case, who has sent some tips, the latest first. */
function read(found: Case, tips: readonly Tip[], news: object) {
  const cases = { get: async () => found, tipsBy: async () => tips };
  const store = { cases } as unknown as Store;
  return readNotification.run({ ...deps, store }, aTurnWith(), { ...news, case: found.id });
}

test.for([
  ['of its end', { status: 'closed', closing: 'spam' }, 'closed'],
  ['a question', { status: 'open' }, 'question'],
] as const)(
  'who has asked twice in a case hears %s under the ticket that they had first',
  async ([, state, news]) => {
    const found = aCase(state);
    const tips = ['AAAA', 'BBBB', 'CCCC'].map((ticket, n) =>
      aTip({ case: n === 2 ? 'other' : found.id, ticket }),
    );
    expect(await read(found, tips.toReversed(), { news })).toMatchObject({
      ...{ outcome: news, values: { ticket: 'AAAA' } },
    });
  },
);

test.for([
  ['open', 'question'],
  ['closed', 'gone'],
  ['published', 'gone'],
] as const)('a question about a case that is %s by then is %s', async ([status, outcome]) => {
  const found = aCase({ status });
  const tips = [aTip({ case: found.id })];
  const asked = { news: 'question', reason: 'Kapan ini terjadi?' };
  expect(await read(found, tips, asked)).toMatchObject({ outcome });
});

test('an address in the reason for a withdrawal leads nowhere', async () => {
  const withdrawn = aFactCheck({ id: 'f', version: 2, retracted: 'x' });
  const factChecks = { get: async () => withdrawn };
  const cases = { get: async () => undefined };
  const ledger = { toldTo: async () => [] };
  const store = { cases, factChecks, ledger } as unknown as Store;
  const news = { news: 'retraction', factCheck: 'f', reason: 'Keliru: http://jahat.example/a' };
  const told = await readNotification.run({ ...deps, store }, aTurnWith(), news);
  expect(told).toMatchObject({
    ...{ outcome: 'retraction', values: { reason: 'Keliru: hxxp://jahat[.]example/a' } },
  });
});
