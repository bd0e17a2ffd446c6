import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { EvidenceReader } from '../../src/domain/messages/evidence.ts';
import { anAddress, aPost } from '../support/builders.ts';
import { MASTER_KEY } from '../support/stage.ts';

const PICTURE = { bytes: Buffer.from('a picture'), mime: 'image/png', name: 'a.png' };
const HOUR = 3_600_000;

/** A picture that takes eleven seconds to read, sent by a citizen of whom that was noted; tells what they hear of it. */
async function progressAfter(news?: 'human-answer' | 'blocked', lasts = HOUR) {
  const store = await openMemoryStore([], MASTER_KEY);
  const begun = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const reader: EvidenceReader = {
    async read() {
      begun.resolve();
      await done.promise;
      return { kind: 'picture', texts: [], asked: {}, kept: {} };
    },
  };
  const post = await aPost(store, { reader });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  const { clock, heard, settle } = post;
  await post.write('w1', 'halo');
  const citizen = (await store.turns.citizenAt(anAddress('w1'))) ?? '';
  if (news) {
    const notice = { type: 'notice', news, until: clock.now() + lasts } as const;
    await store.turns.keepNotice(citizen, { key: 'n', notice, at: clock.now() });
    post.deps.jobs.wake({ type: 'turn', citizen });
    await settle();
  }
  const before = heard.length;
  const written = post.write('w1', '', { file: PICTURE });
  await begun.promise;
  const rounds = async () => {
    for (let n = 0; n < 300; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  await clock.advance(3000, rounds);
  await clock.advance(8000, rounds);
  const said = heard.slice(before).map(({ text }) => text);
  done.resolve();
  await written;
  return said;
}

test('nobody is told that their file is being read while a person answers them, or they are blocked', async () => {
  expect(await progressAfter()).toEqual([
    expect.stringContaining('sedang kami baca'),
    expect.stringContaining('masih kami baca'),
  ]);
  expect(await progressAfter('human-answer')).toEqual([]);
  expect(await progressAfter('blocked')).toEqual([]);
  expect(await progressAfter('human-answer', 1)).not.toEqual([]);
});
