import { afterAll, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { claim, reply } from '../../src/services/cases/decide-case.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import {
  aCitizen,
  aFactCheck,
  aMessage,
  anAddress,
  aPost,
  aReply,
  aTurn,
  endNext,
  keepMessage,
} from '../support/builders.ts';
import { aReviewer } from '../support/gate.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage, type Sent } from '../support/mongo-stage.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
console.log(`MongoDB plans are those of: ${mongo.name}`);
afterAll(() => mongo.close());

const TEXT = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const LATER = MORNING + 100 * 86_400_000;

test('no query reads a whole collection', async () => {
  const { store, models, sent } = await openMongoStage(mongo.url());
  await store.factChecks.save([aFactCheck({ sample: true, publishedAt: '2026-11-01' })]);
  const post = await aPost(store);
  await post.report('w1', TEXT);
  await post.report('w2', TEXT);
  const [found] = await store.cases.list('open', 10);
  const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
  await claim(post.deps, action);
  await reply(post.deps, action, {
    verdict: 'salah',
    summary: 'Air galon itu sudah diuji.',
    url: 'https://sumber.example/cek',
  });
  await post.settle();
  const [published] = await store.factChecks.latest(1);
  await correctFactCheck(post.deps, published?.id ?? '', { summary: 'Sudah diuji dua kali.' });
  await post.settle();
  await post.write('w1', 'hapus data saya');
  await post.write('w1', 'ya');
  await post.close();
  expect(post.errors).toEqual([]);
  await store.turns.linkAddress(anAddress('w2'), anAddress('w3'));
  const citizen = await aCitizen(store);
  await store.turns.commitTurn(aTurn({ citizen, replies: [aReply()] }));
  const sender = await endNext(store, citizen, { type: 'accepted', at: MORNING, reference: 'm' });
  await store.outbox.note([{ reply: sender, state: 'read', at: MORNING }]);
  await store.turns.countMessages(citizen);
  await store.turns.readTurn('nobody');
  await store.ledger.toldTo(citizen);
  const bytes = Buffer.from('x');
  const media = { sha256: 'a'.repeat(64), mime: 'image/png', size: 1 };
  await store.media.keep(media, bytes, MORNING);
  await store.media.read(media.sha256);
  await store.factChecks.count();
  await store.factChecks.removeSamples();
  await store.cases.list(undefined, 10);
  await store.cases.list('open', 10, ['c']);
  await store.cases.revisedAfter(await store.cases.lastRevised());
  await store.figures.decided(0, 10);
  await store.cases.decidedSince(MORNING);
  await store.cases.history(found?.id ?? '');
  await store.cases.tipsBy(citizen, 10);
  await store.sessions.write('a', [{ type: 't', id: '1', value: 'v' }], 1);
  await store.sessions.lease('a', 'one', { now: 1, until: 2 });
  await store.sessions.release('a', 'one');
  await store.sessions.forget('a', { type: 't', before: 2 });
  await store.sessions.forget('a');
  await store.load(LATER);
  await askDesk(store);
  await store.figures.tallies('2026-11-01', ['entered', 'left.tip']);
  await store.retention.erase({
    letter: LATER,
    tip: LATER,
    media: LATER,
    address: LATER,
    farewell: LATER,
    tally: LATER,
  });

  const shapes = new Map(sent.flatMap(toExplain).map((each) => [shapeOf(each), each]));
  expect(shapes.size).toBeGreaterThan(50);
  const db = models.connection.getClient().db();
  const scans: string[] = [];
  for (const [shape, command] of shapes) {
    const plan = await db.command({ explain: command, verbosity: 'queryPlanner' });
    if (JSON.stringify(plan).includes('COLLSCAN')) scans.push(shape);
  }
  expect(scans).toEqual([]);
});

async function askDesk({ reviewers, logins, audit }: Store): Promise<void> {
  const pair = [aReviewer({ role: 'admin' }), aReviewer({ role: 'admin' })] as const;
  for (const each of pair) await reviewers.add(each);
  await reviewers.list();
  await reviewers.get(pair[0].id);
  await reviewers.byName(pair[0].name);
  await reviewers.save({ ...pair[0], isDisabled: true });
  await reviewers.save({ ...pair[1], epoch: 1 });
  const needs = 'nothing' as const;
  await logins.start({ key: 'k', reviewer: 'r', epoch: 0, needs, startedAt: 1, seenAt: 1 });
  await logins.get('k');
  await logins.see('k', 2);
  await logins.end('k');
  await logins.endAll('r');
  await logins.replaceTries('k', undefined, { count: 1, at: 1 });
  await logins.replaceTries('k', await logins.tries('k'), { count: 2, at: 1 });
  await logins.keepSetup('k', 9);
  await logins.takeSetup('k', 1);
  await logins.tidy(5);
  await audit.append({ at: 1, by: 'rina', what: 'login', of: 'rina', details: {} });
  await audit.list(5);
  await audit.verify();
}

test('messages, plain turns, told verdicts and sends take no transaction', async () => {
  const { store, sent } = await openMongoStage(mongo.url());
  const from = anAddress();
  const { citizen } = await keepMessage(store, from, aMessage(), MORNING);
  const state = await store.turns.readTurn(citizen);
  const done = state?.pending.map(({ key }) => key) ?? [];
  const told = { factCheck: 'f1', version: 1, at: MORNING };
  const changes = [{ type: 'told' as const, told }];
  const tallies = { 'kind.text': 1, 'tier.answer': 1 };
  const turn = aTurn({ citizen, done, changes, tallies, replies: [aReply()] });
  await store.turns.commitTurn(turn);
  await endNext(store, citizen, { type: 'accepted', at: MORNING });
  expect(sent.filter(({ command }) => command.autocommit === false)).toEqual([]);
  const writes = sent.filter(({ name }) => /^(insert|update|delete|findAndModify)$/.test(name));
  // Two for the message and one for a new citizen, three for the turn and three for the first that is
  // counted on a day (else one), two for the send.
  expect(writes).toHaveLength(11);
});

const QUERIES = /^(find|update|delete|findAndModify|aggregate|distinct)$/;

/** A command without what belongs to its session; a bulk write gives each of its parts. */
function toExplain({ name, command }: Sent): Record<string, unknown>[] {
  if (!QUERIES.test(name)) return [];
  const kept = Object.entries(command).filter(
    ([key]) =>
      !/^(\$|lsid|txnNumber|autocommit|startTransaction|writeConcern|readConcern)/.test(key),
  );
  const plain: Record<string, unknown> = Object.fromEntries(kept);
  const parts = plain.updates ?? plain.deletes;
  if (!Array.isArray(parts)) return [plain];
  const list = plain.updates ? 'updates' : 'deletes';
  return parts.map((part) => ({ ...plain, [list]: [part] }));
}

/** What is asked for and how it is sorted, without the values. */
function shapeOf(command: Record<string, unknown>): string {
  const [name = '', collection] = Object.entries(command)[0] ?? [];
  const [part] = (command.updates ?? command.deletes ?? []) as { q: object }[];
  const filter = command.filter ?? command.query ?? command.pipeline ?? part?.q;
  const blank = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? Array.isArray(value) && typeof value[0] === 'object'
        ? value.map(blank)
        : '?'
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, blank(each)]));
  return `${name} ${collection} ${JSON.stringify(blank(filter))} ${JSON.stringify(command.sort ?? {})}`;
}
