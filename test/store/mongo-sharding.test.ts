import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { receive } from '../../src/services/messaging/receive.ts';
import { allModels } from '../../src/store/mongo/backup-collections.ts';
import shardKeys from '../../src/store/mongo/shard-keys.json' with { type: 'json' };
import { aFactCheck, aMessage, anAddress, anId, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage, type Sent } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';
import { withoutShardKey } from '../support/without-shard-key.ts';

const mongo = await openTestMongo();
console.log(`MongoDB shard keys are held to: ${mongo.name}`);
afterAll(() => mongo.close());

const KNOWN = 'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';
const NEWS = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const FILE = {
  media: { sha256: 'a'.repeat(64), mime: 'image/png', size: 3 },
  bytes: Buffer.from('xyz'),
};

test('every query of intake, turns, sends and receipts leads to its shards', async () => {
  const { store, models, sent } = await openMongoStage(mongo.url());
  await store.factChecks.save([aFactCheck({ id: 'f', title: KNOWN, narratives: [KNOWN] })]);
  const post = await aPost(store);
  await post.settle();
  const keyless = () => sent.splice(0).flatMap((each) => withoutShardKey(shardKeys, each));
  keyless();
  // A sweep asks every shard, once a second and whatever is said meanwhile.
  await store.turns.findDue(MORNING, 1);
  await store.outbox.findWaiting(MORNING, 1);
  const sweeps = new Set(keyless().map(fieldsOf));
  await post.write('w1', KNOWN, { forwarded: true });
  await post.write('w1', 'terima kasih');
  await post.report('w1', NEWS);
  await post.report('w2', NEWS);
  const from = anAddress('w3', { phone: '6281200000001' });
  const { type: _, ...message } = aMessage({ kind: 'image' });
  for (const delivered of [message, message, { ...message, id: anId() }]) {
    await receive(post.deps, [{ from, message: delivered, file: FILE }]);
    await post.settle();
  }
  await store.media.read(FILE.media.sha256);
  const asked = sent.length;
  const people = await models.citizens.find({}).lean();
  const moved = await models.replies.find({}).lean();
  sent.length = asked;
  const replies = [
    ...people.flatMap(({ outbox }) => outbox.map(({ reply }) => reply)),
    ...moved.map(({ _id }) => _id),
  ];
  expect(moved.length).toBeGreaterThan(2);
  await store.outbox.note(replies.map((reply) => ({ reply, state: 'read', at: MORNING })));
  for (const reply of replies) expect(await store.outbox.delivery(reply)).toBe('read');
  await post.close();
  expect(post.errors).toEqual([]);
  const touched = new Set(sent.map(({ name, command }) => `${name} ${command[name]}`));
  expect([...touched]).toEqual(
    expect.arrayContaining(['insert letters', 'insert replies', 'update replies', 'find pieces']),
  );
  expect(keyless().filter((each) => !sweeps.has(fieldsOf(each)))).toEqual([]);
});

const fieldsOf = (filter: object) => Object.keys(filter).toSorted().join(' ');

test('every collection has a shard key, or the table says that it has none', async () => {
  const { models } = await openMongoStage(mongo.url());
  const names = allModels(models).map(({ model }) => model.collection.name);
  expect(Object.keys(shardKeys).toSorted()).toEqual(names.toSorted());
});

test('the document about sizes names every shard key', () => {
  const text = readFileSync(new URL('../../docs/scaling.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (`[a-z_`, ]+) +\| `(_id|citizen|upload)` +\|$/gm)];
  const told = rows.flatMap(([, names = '', key]) =>
    [...names.matchAll(/[a-z_]+/g)].map(([name]) => [name, key]),
  );
  const sharded = Object.entries(shardKeys).filter(([, key]) => key !== null);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(sharded));
});

test('no unique index of a sharded collection leaves its shard key to the last', async () => {
  const { models } = await openMongoStage(mongo.url());
  const keys: Record<string, string | null> = shardKeys;
  const unfit = allModels(models).flatMap(({ model }) => {
    const key = keys[model.collection.name];
    const unique = model.schema.indexes().filter(([, { unique }]) => unique);
    return unique.filter(([fields]) => key && Object.keys(fields)[0] !== key);
  });
  expect(unfit).toEqual([]);
});

test.each<[string, Sent['command']]>([
  ['find', { find: 'letters', filter: { _id: 'a', isDone: false } }],
  ['find', { find: 'citizens', filter: { 'outbox.reply': 'a' } }],
  ['find', { find: 'letters', filter: { citizen: { $gt: '' } } }],
  ['update', { update: 'replies', updates: [{ q: { citizen: 'a' } }, { q: { _id: 'a' } }] }],
  ['delete', { delete: 'pieces', deletes: [{ q: { at: 1 } }] }],
  ['insert', { insert: 'consents', documents: [{ at: 1 }] }],
  ['findAndModify', { findAndModify: 'citizens', query: { due: 1 } }],
  ['aggregate', { aggregate: 'letters', pipeline: [{ $match: { isDone: false } }] }],
  ['distinct', { distinct: 'letters', key: 'life', query: {} }],
])('a %s without its shard key is noticed: %j', (name, command) => {
  expect(withoutShardKey(shardKeys, { name, command })).toHaveLength(1);
});
