import { expect, test } from 'vitest';
import { pressCase } from '../../src/terminal/press-case.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { openDesk } from './open-desk.ts';

const CLAIM = 'Mulai Jumat semua warga RW 05 wajib membayar iuran drone pengintai';

test('a fact-check that hardly comes near is laid beside the case by no key, only by a search', async () => {
  const desk = await openDesk({
    cases: 0,
    prepare: async (store) => {
      const found = aCase({ claim: CLAIM });
      const tips = [aTip({ case: found.id, text: CLAIM })];
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      await store.factChecks.save([aFactCheck({ title: CLAIM, narratives: [CLAIM] })]);
    },
  });
  const rina = await desk.sit('rina');
  await rina.press('enter');
  const { state } = rina.session;
  const { open } = state;
  if (!open) throw new Error('no case is open');
  const press = (score: number) => {
    const candidates = open.view.candidates.map((each) => ({ ...each, score }));
    return pressCase({ ...state, open: { ...open, view: { ...open.view, candidates } } }, 'A');
  };
  expect(press(0.3)).toMatchObject({ state: { screen: 'attach' }, orders: [{ type: 'compare' }] });
  expect(press(0.29)).toMatchObject({ state: { screen: 'case' }, orders: [] });
  expect(press(0.29).state.notice?.text).toContain('29');
});
