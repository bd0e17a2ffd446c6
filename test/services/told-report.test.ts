import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { beginTurn } from '../../src/ports/turn.ts';
import { askReport, beginReport, takeUpReport } from '../../src/services/actions/prepare-report.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

test('a report that begins with what was told asks neither its kind nor the story again', async () => {
  const post = await aPost(await openMemoryStore([], aMasterKey()));
  const profile = newProfile('id', MORNING);
  const state = { revision: 0, profile, conversation: { frames: [] }, due: null };
  const heard = { channel: '', heardAt: MORNING, pending: [] };
  const turn = beginTurn({ ...state, ...heard }, { citizen: 'c', now: MORNING });
  const story = 'tetangga dapat sembako dari timses kemarin di balai desa, Kupang';
  const values = { threat: 'election-breach', story };
  expect(takeUpReport.run(post.deps, turn, values)).toMatchObject({ outcome: 'told' });
  expect(beginReport.run(post.deps, turn, values)).toMatchObject({ outcome: 'far' });
  expect(turn.profile.reports).toMatchObject([
    { threat: 'election-breach', account: story, when: { day: '2026-11-23' } },
  ]);
  const asked = await askReport.run(post.deps, turn, values);
  expect(asked.values?.question).toContain('Siapa pelakunya');
  await post.close();
});
