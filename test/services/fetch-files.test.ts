import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { type Channel, type Fetched, heldChannel } from '../../src/ports/channel.ts';
import { fetchFiles, newMediaMemory } from '../../src/services/media/fetch-files.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { aMessage, anAddress, aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const MEDIA = { sha256: 'a'.repeat(64), mime: 'image/png', size: 1 };
const FILE: Fetched = { media: MEDIA, bytes: Buffer.from('x') };
const MINUTE = 60_000;

/** A post whose channel fetches files as told, and tells who was answered. */
async function aFilePost(fetchFile: (reference: string) => Promise<Fetched>) {
  const answered: string[] = [];
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    send: async ({ to }) => {
      answered.push(to.sender);
      return { type: 'sent' };
    },
    fetchFile,
  };
  const store = await openMemoryStore([]);
  const post = await aPost(store, { channel });
  onTestFinished(() => post.close());
  const send = (citizen: string, changes: object) => {
    const { type: _, ...message } = aMessage({
      sentAt: MORNING,
      text: 'menu',
      forwarded: false,
      ...changes,
    });
    return receive(post.deps, [{ from: anAddress(citizen), message }]);
  };
  const remote = (reference: string) => ({
    kind: 'image',
    text: '',
    remote: { channel: 'terminal', reference },
  });
  return { post, store, answered, send, remote };
}

test('a file is kept with its message', async () => {
  const { post, store, answered, send, remote } = await aFilePost(async () => FILE);
  await send('w1', remote('a'));
  await post.settle();
  expect(answered).toEqual(['w1']);
  expect((await store.media.read(MEDIA.sha256))?.mime).toBe('image/png');
});

test('a message whose file cannot be kept is not taken either, so that WhatsApp brings both again', async () => {
  const { post, store, answered } = await aFilePost(async () => FILE);
  const { type: _, ...message } = aMessage({ kind: 'image', text: '' });
  const { keep } = store.media;
  const bring = () => receive(post.deps, [{ from: anAddress('w1'), message, file: FILE }]);
  store.media.keep = () => Promise.reject(new Error('the disk is full'));
  await expect(bring()).rejects.toThrow('the disk is full');
  await post.settle();
  expect(answered).toEqual([]);
  store.media.keep = keep.bind(store.media);
  expect(await bring()).toBe(1);
  expect((await store.media.read(MEDIA.sha256))?.mime).toBe('image/png');
});

test('a file that cannot be had now is asked for ever more seldom, and given up after ten minutes', async () => {
  let asked = 0;
  const { post, answered, send, remote } = await aFilePost(async () => {
    asked += 1;
    throw new Error('away');
  });
  await send('w1', remote('a'));
  await post.settle();
  for (let n = 0; n < 9; n += 1) await post.wait(MINUTE);
  expect(answered).toEqual([]);
  expect(asked).toBeLessThan(9);
  await post.wait(10 * MINUTE);
  expect(answered).toEqual(['w1']);
});

test('a file is asked for ten minutes from when its message came, however late WhatsApp brought it', async () => {
  const { post, answered, send, remote } = await aFilePost(async () => {
    throw new Error('away');
  });
  await send('w1', { ...remote('a'), sentAt: MORNING - 60 * MINUTE });
  for (let n = 0; n < 9; n += 1) await post.wait(MINUTE);
  expect(answered).toEqual([]);
  await post.wait(10 * MINUTE);
  expect(answered).toEqual(['w1']);
});

test('many slow files leave room for those who send words', async () => {
  let release = () => {};
  const slow = new Promise<Fetched>((resolve) => {
    release = () => resolve(FILE);
  });
  let asked = 0;
  const { post, answered, send, remote } = await aFilePost(() => {
    asked += 1;
    return slow;
  });
  for (let n = 0; n < 100; n += 1) await send(`p${n}`, remote(`${n}`));
  await send('w1', {});
  for (let n = 0; n < 500 && answered.length === 0; n += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answered).toEqual(['w1']);
  expect(asked).toBe(16);
  release();
  for (let n = 0; n < 20; n += 1) await post.wait(1000);
  expect(new Set(answered).size).toBe(101);
});

test('a file is asked for at the number that it was sent to, and at no other', async () => {
  const asked: string[] = [];
  const woken: object[] = [];
  const numbers = ['1', '2'].map((account): [string, Channel] => {
    const fetchFile = async () => {
      asked.push(account);
      return FILE;
    };
    const send: Channel['send'] = async () => ({ type: 'sent' });
    return [`cloud-${account}`, { name: 'cloud', account, reconcileMs: 0, send, fetchFile }];
  });
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  const deps = {
    ...{ store, clock: { now: () => MORNING, at: () => () => {} }, ...newMediaMemory() },
    ...{ jobs: { wake: (job: object) => woken.push(job) }, warn: () => {} },
    channels: new Map(numbers),
  } as Parameters<typeof fetchFiles>[0];
  const fetchAt = (account: string) => {
    const letter = aMessage({ remote: { channel: 'cloud', account, reference: 'r' } });
    return fetchFiles(deps, 'w1', { pending: [{ key: account, letter, arrivedAt: MORNING }] });
  };
  expect(await fetchAt('2')).toBe('changed');
  expect(asked).toEqual(['2']);
  expect(await fetchAt('3')).toEqual({ again: MORNING + 5000 });
  expect([asked, woken]).toEqual([['2'], [{ type: 'turn', citizen: 'w1', place: 'cloud-3' }]]);
});

test('a number of its own goes before the channel that serves every number of its name', () => {
  const named = (account?: string): Channel => {
    const send: Channel['send'] = async () => ({ type: 'sent' });
    return { name: 'cloud', ...(account && { account }), reconcileMs: 0, send };
  };
  const [all, own] = [named(), named('1')];
  const channels = new Map([
    ['cloud', all],
    ['cloud-1', own],
  ]);
  expect(heldChannel(channels, { channel: 'cloud', account: '1' })).toBe(own);
  expect(heldChannel(channels, { channel: 'cloud', account: '2' })).toBe(all);
});
