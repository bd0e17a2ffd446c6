import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { idle } from '../../src/engine/conversation.ts';
import type { Store } from '../../src/ports/store.ts';
import { beginTurn } from '../../src/ports/turn.ts';
import { saveAnswer } from '../../src/services/actions/save-answer.ts';
import { aMessage, aTip } from '../support/builders.ts';
import { aTurnWith } from '../support/report-stage.ts';
import { MORNING } from '../support/stage.ts';

test('an answer is kept with the tips that a flow is about, beside what was answered before', async () => {
  const before = { name: 'tempat', kind: 'text' as const, at: MORNING, text: 'Pasar Rebo' };
  const [about, other] = [aTip({ case: 'c1', saved: [before] }), aTip({ case: 'c2' })];
  const store = { cases: { tipsBy: async () => [about, other] } } as unknown as Store;
  const nobody = { revision: 0, due: null, channel: '', pending: [], conversation: idle };
  const state = { ...nobody, profile: newProfile('id', MORNING), heardAt: MORNING };
  const save = async (name: string, value: string) => {
    const turn = beginTurn(state, { citizen: 'c', now: MORNING + 1 });
    const saved = { name, kind: 'text' as const, value };
    await saveAnswer({ store }, turn, { saved, tips: [about.id] });
    return turn.changes;
  };
  const fresh = { name: 'saksi', kind: 'text', at: MORNING + 1, text: 'Dua tetangga' };
  expect(await save('saksi', 'Dua tetangga')).toEqual([
    { type: 'note-tips', ids: [about.id], notes: { saved: [before, fresh] } },
  ]);
  const [changed] = await save('tempat', 'Pasar Minggu');
  expect(changed).toMatchObject({ notes: { saved: [{ name: 'tempat', text: 'Pasar Minggu' }] } });
});

test('a number in the words that came with a file is masked, as in any other answer', async () => {
  const tip = aTip({ case: 'c1' });
  const file = { sha256: 'a'.repeat(64), mime: 'image/png' };
  const media = { tipsBy: async () => [tip], evidenceOf: async () => undefined };
  const store = { cases: media, media } as unknown as Store;
  const letter = aMessage({ text: 'Foto dari 081234567890', media: { ...file, size: 1 } });
  const pending = [{ key: 'm1', letter, arrivedAt: MORNING }];
  const nobody = { revision: 0, due: null, channel: '', pending, conversation: idle };
  const state = { ...nobody, profile: newProfile('id', MORNING), heardAt: MORNING };
  const turn = beginTurn(state, { citizen: 'c', now: MORNING });
  const saved = { name: 'bukti', kind: 'file' as const, value: [{ id: 'm1', label: '' }] };
  await saveAnswer({ store }, turn, { saved, tips: [tip.id] });
  expect(turn.changes).toMatchObject([
    { notes: { saved: [{ text: 'Foto dari [nomor telepon]', files: [file] }] } },
  ]);
});

test('the number of somebody in a link that answers a question is masked before it is kept', async () => {
  const tip = aTip({ case: 'c1' });
  const store = { cases: { tipsBy: async () => [tip] } } as unknown as Store;
  const turn = aTurnWith();
  const saved = { name: 'link', kind: 'text' as const, value: 'https://wa.me/6281234567890' };
  await saveAnswer({ store }, turn, { saved, tips: [tip.id] });
  expect(turn.changes).toEqual([
    { type: 'note-tips', ids: [tip.id], notes: { link: 'https://wa.me/[nomor telepon]' } },
  ]);
});
