import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { VirtualClock } from '../../../src/jobs/local/virtual-clock.ts';
import { addShift, dutyNames, setCallList, viewDuty } from '../../../src/services/duty/roster.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aReviewer } from '../../support/gate.ts';
import { MORNING } from '../../support/stage.ts';
import { around } from './watched-post.ts';

test('only who can log in and may acknowledge an alarm is put on duty or called', async () => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const deps = { store, clock: new VirtualClock(MORNING), randomBytes };
  expect(await dutyNames(deps)).toBeUndefined();
  for (const reviewer of [
    aReviewer({ name: 'Rina' }),
    aReviewer({ name: 'Lama', isDisabled: true }),
    aReviewer({ name: 'Mira', role: 'partner' }),
  ]) {
    await store.reviewers.add(reviewer);
  }
  expect(await dutyNames(deps)).toEqual(['Rina']);
  expect(await addShift(deps, { ...around, reviewer: 'rina' }, 'Edi')).toBe('saved');
  for (const name of ['Lama', 'Mira']) {
    expect(await addShift(deps, { ...around, reviewer: name }, 'Edi')).toBe('unknown-person');
    expect(await setCallList(deps, ['Rina', name], 'Edi')).toBe('unknown-person');
  }
});

test.for([
  ['is closed', { isDisabled: true }],
  ['is a partner’s by now', { role: 'partner' }],
] as const)('whoever’s account %s is on duty no more, and leaves a gap', async ([, change]) => {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const deps = { store, clock: new VirtualClock(MORNING), randomBytes };
  await store.reviewers.add(aReviewer({ name: 'Rina' }));
  await addShift(deps, { ...around, reviewer: 'Rina' }, 'Edi');
  expect(await viewDuty(deps)).toMatchObject({ now: [{ reviewer: 'Rina' }], gaps: [] });
  const [rina = aReviewer()] = await store.reviewers.list();
  expect(await store.reviewers.save({ ...rina, ...change }, [])).toBe('saved');
  expect(await viewDuty(deps)).toMatchObject({ now: [], gaps: [{ start: MORNING }] });
});
