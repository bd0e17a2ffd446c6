import { expect, onTestFinished, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { leasedJobs } from '../../src/app/leased-jobs.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { DocumentKind } from '../../src/ports/desk-store.ts';
import { type StoredAlert, saveAlert } from '../../src/services/duty/alerts.ts';
import { addNote } from '../../src/services/duty/shift-notes.ts';
import { saveDraft } from '../../src/services/fact-checks/submit-import.ts';
import { aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const NOTHING = { source: 'berkas.csv', factChecks: [], same: 0, refused: [] };
const OVER: StoredAlert = {
  ...{ id: 'queue', revision: 0, kind: 'queue', of: '', value: 1, called: [], messages: [] },
  ...{ since: MORNING, raisedAt: MORNING, endedAt: MORNING },
};

test('an exercise is erased at its time also where something else cannot be erased', async () => {
  const store = await openMemoryStore([]);
  const post = await aPost(store, { settings: { exercise: 'malam7 2026-11-24 21:00' } });
  onTestFinished(() => post.close().then(() => store.close()));
  await post.write('drill', 'IKUT LATIHAN MALAM7');
  await post.report('drill', 'Gudang beras di Kota Contohan katanya disegel petugas tadi malam');
  expect((await store.cases.exercised())[0]?.claim).toContain('Gudang beras');
  const broken = new Error('a table is broken');
  const erase = async () => {
    throw broken;
  };
  const retention = Object.create(store.retention, { erase: { value: erase } });
  const clock = new VirtualClock(MORNING + 8 * DAY);
  const deps = { ...post.deps, store: { ...store, retention }, clock, onError() {} };
  const job = leasedJobs(deps, 1000).find(({ name }) => name === 'retention');
  const { signal } = new AbortController();
  await expect(job?.perform(undefined, signal)).rejects.toBe(broken);
  expect((await store.cases.exercised())[0]).toMatchObject({ claim: '', status: 'closed' });
});

test.for<[what: string, kind: DocumentKind, leave: (deps: AppDeps) => Promise<unknown>]>([
  ['a note of a shift', 'duty-note', (deps) => addNote(deps, 'Malam ini sepi', 'rina')],
  ['an import that nobody confirmed', 'import-draft', (deps) => saveDraft(deps, 'rina', NOTHING)],
  ['an alert that is over', 'alarm', (deps) => saveAlert(deps, OVER)],
])('%s is erased with what citizens have left', async ([, kind, leave]) => {
  const store = await openMemoryStore([]);
  const post = await aPost(store);
  onTestFinished(() => post.close().then(() => store.close()));
  await leave(post.deps);
  expect(await store.documents.ids(kind)).toHaveLength(1);
  const clock = new VirtualClock(MORNING + 40 * DAY);
  const job = leasedJobs({ ...post.deps, clock, onError() {} }, 1000).find(
    ({ name }) => name === 'retention',
  );
  const { signal } = new AbortController();
  for (let cursor: string | undefined, isMore = true; isMore; isMore = cursor !== undefined) {
    cursor = (await job?.perform(cursor, signal))?.cursor;
  }
  expect(await store.documents.ids(kind)).toEqual([]);
});
