import { expect, onTestFinished, test } from 'vitest';
import { newProfile } from '../../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { UnaskedMessage } from '../../../src/domain/subscriptions/plan-unasked.ts';
import type { Subscriptions } from '../../../src/domain/subscriptions/subscription.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
import type { Utterance } from '../../../src/engine/effect.ts';
import { beginTurn, type Turn } from '../../../src/ports/turn.ts';
import { readWarning } from '../../../src/services/actions/subscribe.ts';
import {
  findDigest,
  type SubscriptionDeps,
} from '../../../src/services/subscriptions/find-digest.ts';
import { beginUnasked, endUnasked } from '../../../src/services/subscriptions/unasked-turn.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aCitizen, aFactCheck, aTurn } from '../../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WORDS: Utterance = { type: 'say', key: 'menu.show', values: {} };
const SUBSCRIBED: Subscriptions = {
  subscription: {
    ...{ every: 'daily', interest: 'all', consent: { version: 'K', at: MORNING } },
    ...{ since: MORNING, nextAt: MORNING + DAY },
  },
};

/** A citizen of whom nothing is known but what is said here, and their turn in the making. */
async function open(
  reach?: Subscriptions,
  { isNew = true, at = { flow: '', state: '' }, isOptedOut = false, messages = 1 } = {},
) {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const factCheck = aFactCheck({ id: 'f', publishedAt: jakartaDay(MORNING) });
  if (isNew) await store.factChecks.save([factCheck]);
  const recentFactChecks = async () => (isNew ? [{ factCheck, asked: 0 }] : []);
  const clock = { now: () => MORNING, at: () => () => {} };
  const parts = { store, clock, recentFactChecks, script: loadScript(), settings: defaultSettings };
  const deps = parts as unknown as SubscriptionDeps;
  const profile = { ...newProfile('id', MORNING), isOptedOut, ...(reach ? { reach } : {}) };
  const frames = at.flow === '' ? [] : [{ ...at, values: {}, muddles: 0 }];
  const start = {
    ...{ revision: 1, due: null, channel: 'c', heardAt: MORNING, pending: [] },
    ...{ profile, conversation: { frames } },
  } as Parameters<typeof beginTurn>[0];
  const citizen = await aCitizen(store);
  const turn = beginTurn(start, { citizen, now: MORNING });
  const plan = { type: 'turn', done: [], messages, input: null } as const;
  const begin = (tells?: UnaskedMessage, after: Subscriptions = reach ?? {}) =>
    beginUnasked(deps, turn, { ...plan, reach: { reach: after, ...(tells ? { tells } : {}) } });
  const end = () => endUnasked(deps, { start, turn }, plan);
  return { deps, store, turn, plan, start, begin, end, citizen };
}

const saidBy = ({ utterances }: Turn) =>
  utterances.map((each) => (each.type === 'say' ? each.key : each.type));

test('what goes unasked bears its kind, and is of no use any more once the quiet hours begin', async () => {
  for (const type of ['digest', 'lesson'] as const) {
    const { turn, begin } = await open(SUBSCRIBED);
    await begin({ type });
    expect(turn.unasked).toEqual({ kind: type, until: quietOf(20, 7) });
    expect(saidBy(turn)).toEqual([]);
  }
  const papua = { ...SUBSCRIBED.subscription, interest: 'Papua' } as const;
  const { turn, begin } = await open();
  await begin(undefined, { subscription: papua } as Subscriptions);
  expect(turn.unasked).toEqual({ kind: 'nothing', until: quietOf(20, 9) });
  expect(turn.profile.reach?.subscription?.interest).toBe('Papua');
});

/** The first hour of the day, in a zone so many hours before UTC, after the morning of the tests. */
function quietOf(hour: number, zone: number): number {
  const today = Math.floor((MORNING + zone * HOUR) / DAY) * DAY;
  return today + (hour - zone) * HOUR;
}

test('an invitation names what waits, and none goes for a digest in which nothing is', async () => {
  const said = async (reach: Subscriptions, isNew: boolean) => {
    const { turn, begin } = await open(reach, { isNew });
    await begin({ type: 'invitation' });
    return saidBy(turn);
  };
  expect(await said({ ...SUBSCRIBED, waiting: 'digest' }, true)).toEqual(['waiting.digest']);
  expect(await said({ ...SUBSCRIBED, waiting: 'digest' }, false)).toEqual([]);
  expect(await said({ ...SUBSCRIBED, waiting: 'lesson' }, false)).toEqual(['waiting.lesson']);
  expect(await said(SUBSCRIBED, true)).toEqual(['waiting.digest']);
  expect(await said({}, true)).toEqual(['waiting.digest']);
});

test('a turn that plans nothing unasked changes nothing, and no warning comes to who has none', async () => {
  const { deps, turn, plan, start } = await open(SUBSCRIBED);
  await beginUnasked(deps, turn, plan);
  expect(turn).toEqual(beginTurn(start, { citizen: turn.citizen, now: MORNING }));
  const stranger = await open();
  await beginUnasked(stranger.deps, stranger.turn, { ...plan, warned: 'f' });
  expect(stranger.turn.profile.reach).toBeUndefined();
});

test('what was said unasked counts with what counts still, and not with what is a week old', async () => {
  const sent = [MORNING - 8 * DAY, MORNING - DAY];
  const { turn, begin, end } = await open({ ...SUBSCRIBED, sent });
  await begin({ type: 'digest' });
  turn.utterances.push(WORDS);
  await end();
  expect(turn.profile.reach).toEqual({ ...SUBSCRIBED, sent: [MORNING - DAY, MORNING] });
  expect(saidBy(turn)).toEqual(['menu.show']);
  const first = await open();
  await first.begin({ type: 'lesson' });
  first.turn.utterances.push(WORDS);
  await first.end();
  expect(first.turn.profile.reach).toEqual({ sent: [MORNING] });
});

test('an unasked look of which nothing came counts for nothing, and leaves the open question', async () => {
  const { turn, start, begin, end } = await open(SUBSCRIBED, {
    at: { flow: 'report', state: 'what' },
  });
  await begin({ type: 'digest' });
  turn.conversation = { frames: [] };
  turn.visits = [{ flow: 'digest', state: 'gather' }] as unknown as Turn['visits'];
  await end();
  expect(turn.conversation).toEqual(start.conversation);
  expect(turn.visits).toEqual([]);
  expect(turn.profile.reach).toEqual(SUBSCRIBED);
});

const QUESTION = { flow: 'subscribe', state: 'every' };
const OFFER = { flow: 'digest', state: 'show' };

test.each([
  ['is told so', { waiting: 'lesson' }, {}, ['menu.show', 'waiting.lesson']],
  ['at an offer is told so', { waiting: 'lesson' }, { at: OFFER }, ['menu.show', 'waiting.lesson']],
  [
    'at a lost place is told so',
    { waiting: 'lesson' },
    { at: { flow: 'x', state: 'y' } },
    ['menu.show', 'waiting.lesson'],
  ],
  ['hears nothing at a question', { waiting: 'lesson' }, { at: QUESTION }, ['menu.show']],
  ['hears nothing where none of them wrote', { waiting: 'lesson' }, { messages: 0 }, ['menu.show']],
  ['hears nothing where nothing waits', {}, {}, ['menu.show']],
] as const)('a returning citizen for whom something waits %s', async (_, reach, options, said) => {
  const { turn, end } = await open({ ...SUBSCRIBED, ...reach }, options);
  turn.utterances.push(WORDS);
  await end();
  expect(saidBy(turn)).toEqual(said);
  const isTold = said.length === 2 || !('waiting' in reach);
  expect(turn.profile.reach).toEqual(isTold ? SUBSCRIBED : { ...SUBSCRIBED, ...reach });
});

test('of what waits nobody is told in a turn that is silent, nor who has subscribed to nothing', async () => {
  const silent = await open({ waiting: 'lesson' });
  await silent.end();
  expect(silent.turn.utterances).toEqual([]);
  expect(silent.turn.profile.reach).toEqual({ waiting: 'lesson' });
  const stranger = await open();
  stranger.turn.utterances.push(WORDS);
  await stranger.end();
  expect(stranger.turn.profile.reach).toBeUndefined();
});

test('a digest has what came out since the subscription, or in a week, and nothing told before', async () => {
  const of = async (reach: Subscriptions | undefined, publishedAt: number, told = false) => {
    const { deps, store, turn, citizen } = await open(reach);
    const factCheck = aFactCheck({ id: 'f', publishedAt: jakartaDay(publishedAt) });
    await store.factChecks.save([factCheck]);
    const changes = [{ type: 'told', told: { factCheck: 'f', version: 1, at: MORNING } } as const];
    if (told) await store.turns.commitTurn(aTurn({ citizen, changes }));
    const recentFactChecks = async () => [{ factCheck, asked: 0 }];
    return (await findDigest({ ...deps, recentFactChecks }, turn)).map(({ id }) => id);
  };
  expect(await of(SUBSCRIBED, MORNING - 2 * DAY)).toEqual(['f']);
  expect(await of(SUBSCRIBED, MORNING - 3 * DAY)).toEqual([]);
  expect(await of(undefined, MORNING - 9 * DAY)).toEqual(['f']);
  expect(await of(undefined, MORNING - 10 * DAY)).toEqual([]);
  expect(await of(SUBSCRIBED, MORNING, true)).toEqual([]);
});

test('a warning is told, and does not count as asked for: else a claim would spread by our warnings', async () => {
  const { deps, turn } = await open(SUBSCRIBED);
  const said = await readWarning.run(deps, turn, { factCheck: 'f' });
  expect(said.outcome).toBe('warning');
  expect(turn.changes).toMatchObject([{ type: 'told', told: { factCheck: 'f' } }]);
  expect(turn.asked).toEqual([]);
});
