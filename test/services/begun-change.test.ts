import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { releaseChanges, takeBackChange } from '../../src/services/fact-checks/decide-change.ts';
import type { FactCheckDeps } from '../../src/services/fact-checks/fact-check-deps.ts';
import { findChange, saveChange } from '../../src/services/fact-checks/proposed-change.ts';
import { retractFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aFactCheck } from '../support/builders.ts';
import { seededBytes } from '../support/seeded-bytes.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;

/** A fact-check whose withdrawal can be undone for a minute; `time` is the clock of this process. */
async function openWithdrawal() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  await store.factChecks.save([aFactCheck({ id: 'f' })]);
  const time = { now: MORNING };
  const deps = {
    store,
    clock: { now: () => time.now, at: () => () => {} },
    settings: { ...defaultSettings, secondPerson: [], undoMs: MINUTE },
    randomBytes: seededBytes('penarikan'),
    index: { follow: async () => {} },
  } as unknown as FactCheckDeps; // all that a change uses
  const submitted = await retractFactCheck(deps, 'f', { reason: 'Sumbernya keliru.', by: 'rina' });
  if (submitted.type !== 'held') throw new Error(submitted.type);
  const { id } = submitted.change;
  const takeBack = () => takeBackChange(deps, { id, by: 'budi' });
  const retracted = async () => (await store.factChecks.get('f'))?.retracted;
  return { deps, time, id, takeBack, retracted };
}

test('a change is taken back until its time is over, and then it is public', async () => {
  const early = await openWithdrawal();
  early.time.now += MINUTE - 1;
  await releaseChanges(early.deps);
  expect(await early.takeBack()).toMatchObject({ type: 'taken-back' });
  early.time.now += MINUTE;
  await releaseChanges(early.deps);
  expect(await early.retracted()).toBeUndefined();
  const late = await openWithdrawal();
  late.time.now += MINUTE;
  expect(await late.takeBack()).toEqual({ type: 'refused', why: 'too-late' });
  await releaseChanges(late.deps);
  expect(await late.retracted()).toBe('Sumbernya keliru.');
});

test('what another process has begun by its own clock is not taken back by a slower one', async () => {
  const { deps, id, takeBack } = await openWithdrawal();
  const change = await findChange(deps, id);
  if (change) await saveChange(deps, { ...change, isBegun: true });
  expect(await takeBack()).toEqual({ type: 'refused', why: 'too-late' });
  expect(await findChange(deps, id)).toBeDefined();
});

test('what is begun at the moment in which it is taken back is not said to be taken back', async () => {
  const { deps, id, takeBack } = await openWithdrawal();
  const { documents } = deps.store;
  const remove = documents.remove.bind(documents);
  documents.remove = async (...asked) => {
    const change = await findChange(deps, id);
    if (change) await saveChange(deps, { ...change, isBegun: true });
    return remove(...asked);
  };
  expect(await takeBack()).toEqual({ type: 'refused', why: 'too-late' });
});
