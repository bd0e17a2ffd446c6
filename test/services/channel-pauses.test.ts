import { expect, onTestFinished, test, vi } from 'vitest';
import { createChannelPauses, type Pause } from '../../src/services/messaging/channel-pauses.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const PAUSE: Pause = { fault: { code: 1 }, by: 'answer', since: MORNING, until: MORNING + 1 };

function openPauses() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return { documents: store.documents, pauses: createChannelPauses(store.documents) };
}

test('a pause is read by every process until one writes that it is over', async () => {
  const { documents, pauses } = openPauses();
  await pauses.write('a', undefined);
  await pauses.write('a', PAUSE);
  await pauses.write('a', { ...PAUSE, until: MORNING + 9 });
  expect(await createChannelPauses(documents).read('a')).toMatchObject({
    ...PAUSE,
    until: MORNING + 9,
  });
  expect(await pauses.read('b')).toBeUndefined();
  await pauses.write('a', undefined);
  expect(await pauses.read('a')).toBeUndefined();
});

/** Lets another process write a pause between the next look and what is written after it. */
function writeBetween(documents: ReturnType<typeof openPauses>['documents']): void {
  const get = documents.get.bind(documents);
  vi.spyOn(documents, 'get').mockImplementationOnce(async (...of) => {
    const known = await get(...of);
    await createChannelPauses(documents).write('a', { ...PAUSE, until: MORNING + 5 });
    return known;
  });
}

test('of two who write at once the later has the say', async () => {
  const { documents, pauses } = openPauses();
  await pauses.write('a', PAUSE);
  const later = { ...PAUSE, until: MORNING + 9 };
  writeBetween(documents);
  await pauses.write('a', later);
  expect(await pauses.read('a')).toMatchObject(later);
});

test('what is no pause is none', async () => {
  const { documents, pauses } = openPauses();
  await documents.put('pause', { id: 'a', revision: 0, value: { until: 'soon' } });
  expect(await pauses.read('a')).toBeUndefined();
});

test('a pause that another process writes anew while it is ended is over all the same', async () => {
  const { documents, pauses } = openPauses();
  await pauses.write('a', PAUSE);
  writeBetween(documents);
  await pauses.write('a', undefined);
  expect(await pauses.read('a')).toBeUndefined();
});
