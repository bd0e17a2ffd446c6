import { expect, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import type { Store } from '../../src/ports/store.ts';
import { noteOrigin, noteReply } from '../../src/services/actions/note-answers.ts';
import { aTip } from '../support/builders.ts';
import { aTurnWith, NOW, script } from '../support/report-stage.ts';

/** What is noted with a tip that a citizen's answer is about. */
async function noted(
  { run }: typeof noteOrigin | typeof noteReply,
  { tip, ...values }: { tip: Tip; heard: string; question?: string },
) {
  const store = { cases: { tipsBy: async () => [tip] } } as unknown as Store;
  const turn = aTurnWith();
  await run({ store, script }, turn, { ...values, tips: [{ id: tip.id, label: '' }] });
  return turn.changes;
}

test('the number of somebody in a link that a citizen names is masked before it is kept', async () => {
  const tip = aTip({ case: 'c' });
  const heard = 'dari grup, linknya wa.me/6281234567890 di Bali';
  const [change] = await noted(noteOrigin, { tip, heard });
  expect(change).toMatchObject({ ids: [tip.id], notes: { source: 'group', region: 'Bali' } });
  expect(JSON.stringify(change)).toContain('wa.me/[nomor telepon]');
  expect(JSON.stringify(change)).not.toContain('81234567890');
});

test('of many answers to the desk the latest five are kept, masked', async () => {
  const answers = [1, 2, 3, 4, 5].map((n) => ({ question: `${n}?`, text: `${n}`, at: n }));
  const tip = aTip({ case: 'c', answers });
  const said = { heard: 'nama saya Rustam, 081234567890', question: '6?' };
  const latest = { question: '6?', text: 'nama saya [nama], [nomor telepon]', at: NOW };
  expect(await noted(noteReply, { tip, ...said })).toEqual([
    { type: 'note-tips', ids: [tip.id], notes: { answers: [...answers.slice(1), latest] } },
  ]);
});
