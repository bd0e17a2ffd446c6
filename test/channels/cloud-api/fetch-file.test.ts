import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fetchCloudFile } from '../../../src/channels/cloud-api/cloud-api.ts';
import { MAX_FILE } from '../../../src/domain/messages/message.ts';
import { aCloudPost, aGraph, settingsFor } from './stage.ts';

const BYTES = randomBytes(200_000);

async function aFile(announced: { sha256?: string; size?: number } = {}, bytes = BYTES) {
  const graph = await aGraph();
  const file = graph.keepFile(bytes, 'image/jpeg', announced);
  const settings = settingsFor(graph);
  const fetchIt = (reference: object = { id: file.id, sha256: file.sha256 }) =>
    fetchCloudFile(settings, JSON.stringify(reference));
  return { graph, file, fetchIt };
}

test('a file is fetched whole', async () => {
  const { file, fetchIt } = await aFile();
  const fetched = await fetchIt({ id: file.id, sha256: file.sha256, name: 'foto.jpg' });
  expect('bytes' in fetched && Buffer.from(fetched.bytes).equals(BYTES)).toBe(true);
  const sha256 = Buffer.from(file.sha256, 'base64').toString('hex');
  const media = { mime: 'image/jpeg', size: BYTES.length, name: 'foto.jpg', sha256 };
  expect(fetched).toMatchObject({ media });
});

test('a file that is not what was announced is not taken for it', async () => {
  const { fetchIt } = await aFile({ sha256: randomBytes(32).toString('base64') });
  expect(await fetchIt()).toEqual({ problem: 'unreadable' });
});

test('a hash may be told in hexadecimal digits', async () => {
  const { file, fetchIt } = await aFile();
  const sha256 = Buffer.from(file.sha256, 'base64').toString('hex');
  expect(await fetchIt({ id: file.id, sha256 })).toHaveProperty('media');
});

test('a file that is too large is left where it is, announced or not', async () => {
  const announced = await aFile({ size: MAX_FILE + 1 });
  expect(await announced.fetchIt()).toEqual({ problem: 'too-large' });
  const large = Buffer.alloc(MAX_FILE + 1);
  const lying = await aFile({ size: 10 }, large);
  expect(await lying.fetchIt()).toEqual({ problem: 'too-large' });
});

test.each([
  ['that is gone', { id: '123' }],
  ['whose id is a path', { id: '../secrets' }],
  ['without an id', {}],
])('a file %s is unreadable', async (_, reference) => {
  const { fetchIt } = await aFile();
  expect(await fetchIt(reference)).toEqual({ problem: 'unreadable' });
});

test('what may pass is not taken for a loss', async () => {
  const { graph, fetchIt } = await aFile();
  for (const code of [2, 4, 190, 999999]) {
    graph.fileFaults.push(code);
    await expect(fetchIt()).rejects.toThrow('at the moment');
  }
  expect(await fetchIt()).toHaveProperty('media');
  await graph.close();
  await expect(fetchIt()).rejects.toThrow('at the moment');
});

test('a picture arrives with its file, and one that is lost with a word about it', async () => {
  const { graph, store, post, settle } = await aCloudPost();
  const ani = graph.citizen('ani');
  const image = graph.keepFile(BYTES, 'image/jpeg');
  await ani.send({ type: 'image', image: { ...image, caption: '' } });
  await settle();
  expect(ani.shown).toHaveLength(1);
  const sha256 = Buffer.from(image.sha256, 'base64').toString('hex');
  expect((await store.media.read(sha256))?.mime).toBe('image/jpeg');
  const budi = graph.citizen('budi');
  graph.fileFaults.push(4);
  await budi.send({ type: 'image', image: { id: '404', mime_type: 'image/jpeg' } });
  await settle();
  expect(budi.shown).toEqual([]);
  await post.wait(10_000);
  await settle();
  expect(budi.shown.at(-1)?.text).not.toBe(ani.shown[0]?.text);
  expect(budi.shown).toHaveLength(1);
  expect(post.errors).toEqual([]);
});
