import { expect, test, vi } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { Cutoffs } from '../../src/ports/store.ts';
import type { Turn } from '../../src/ports/turn.ts';
import { applyBlock, findBlock, withBlock } from '../../src/services/privacy/block.ts';
import type { PrivacyDeps } from '../../src/services/privacy/privacy-deps.ts';
import { processRequests, requestsAt } from '../../src/services/privacy/process-requests.ts';
import { deleteExpired } from '../../src/services/privacy/retention.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 12 December 2026, noon in Jakarta. */
const NOON = Date.UTC(2026, 11, 12, 5);
const NOVEMBER = Date.UTC(2026, 9, 31, 17);

/** What is erased at a time, with months that were counted and those in which somebody wrote. */
async function erasedAt(now: number, { counted = [] as string[], citizens = 0 } = {}) {
  const erase = vi.fn(async (_: Cutoffs) => {
    return { letters: 0, tips: 0, media: 0, citizens, tallies: 0 };
  });
  const overwriteFreed = vi.fn(async (_: number) => {});
  const dropTraces = vi.fn(async (_: number) => {});
  const tallies = async () => [{ day: '2026-11-05', name: 'turns', count: 1 }];
  const store = {
    retention: { erase, overwriteFreed, dropTraces },
    documents: { ids: async () => counted },
    figures: { tallies },
  };
  const deps = { store, clock: { now: () => now }, settings: defaultSettings };
  await deleteExpired(deps as unknown as PrivacyDeps); // all that it uses
  const cutoffs = erase.mock.calls[0]?.[0];
  return { cutoffs, overwriteFreed: overwriteFreed.mock.calls, dropTraces: dropTraces.mock.calls };
}

test('everything goes after its days, and who asked for it in two and a half', async () => {
  const { cutoffs, dropTraces } = await erasedAt(NOON, { counted: ['2026-11'] });
  const { letterDays, tipDays, mediaDays, addressDays, tallyDays } = defaultSettings;
  expect(cutoffs).toEqual({
    letter: NOON - letterDays * DAY,
    tip: NOON - tipDays * DAY,
    media: NOON - mediaDays * DAY,
    address: NOON - addressDays * DAY,
    farewell: NOON - 60 * HOUR,
    hold: NOON,
    tally: NOON - tallyDays * DAY,
  });
  expect(dropTraces).toEqual([[NOON]]);
});

test('while a month is not counted its tips, addresses and tallies stay, and nothing else does', async () => {
  const late = NOON + 400 * DAY;
  const held = (await erasedAt(late)).cutoffs;
  const { letterDays, mediaDays } = defaultSettings;
  expect(held).toEqual({
    letter: late - letterDays * DAY,
    tip: NOVEMBER,
    media: late - mediaDays * DAY,
    address: NOVEMBER,
    farewell: late - 60 * HOUR,
    hold: late,
    tally: Math.min(NOVEMBER, late - defaultSettings.tallyDays * DAY),
  });
});

test('what was freed is overwritten where somebody was erased: large files from three to four at night', async () => {
  const most = async (now: number) => (await erasedAt(now, { citizens: 1 })).overwriteFreed;
  const night = Date.UTC(2026, 11, 11, 20); // 03.00 in Jakarta
  const small = 64 * 1024 * 1024;
  expect(await most(night - 1)).toEqual([[small]]);
  expect(await most(night)).toEqual([[Number.POSITIVE_INFINITY]]);
  expect(await most(night + HOUR - 1)).toEqual([[Number.POSITIVE_INFINITY]]);
  expect(await most(night + HOUR)).toEqual([[small]]);
  expect((await erasedAt(NOON)).overwriteFreed).toEqual([]);
});

/** A turn of somebody who asked at a time that their files go; tells before which time files were dropped. */
async function request(askedAt: number, left: string[]) {
  const drop = vi.fn(async (_: readonly string[], __: number) => left);
  const open = { receipt: 'R1', at: askedAt, files: ['a', 'b'], nextAt: NOON };
  const profile = { ...newProfile('id', NOON), requests: [open] };
  const turn = { citizen: 'c', now: NOON, profile, changes: [] } as unknown as Turn;
  const store = { media: { drop }, cases: { tipsBy: async () => [] } };
  const deps = { store, settings: defaultSettings } as unknown as PrivacyDeps;
  await processRequests(deps, turn);
  return { turn, before: drop.mock.calls[0]?.[1] };
}

test('files that may be of others wait as long as letters, and go after sixty hours at the latest', async () => {
  const soon = NOON - defaultSettings.letterDays * DAY;
  expect((await request(NOON, ['b'])).before).toBe(soon);
  expect((await request(NOON - 60 * HOUR + 1, ['b'])).before).toBe(soon);
  expect((await request(NOON - 60 * HOUR, ['b'])).before).toBe(NOON);
});

test('a request is done when no file is left, and looked at again in an hour until then', async () => {
  const { turn: waits } = await request(NOON, ['b']);
  expect(waits.changes).toEqual([]);
  expect(requestsAt(waits.profile)).toBe(NOON + HOUR);
  expect(waits.profile.requests?.[0]?.files).toEqual(['b']);
  const { turn: done } = await request(NOON, []);
  expect(done.changes).toEqual([{ type: 'done', receipt: 'R1', at: NOON }]);
  expect(done.profile).not.toHaveProperty('requests');
  expect(requestsAt(done.profile)).toBeNull();
});

const block = { until: NOON + 1, isTold: false };
const blockedNews = (until?: number) => ({
  key: 'k',
  letter: {
    type: 'notice' as const,
    news: until ? ('blocked' as const) : ('unblocked' as const),
    until,
  },
  arrivedAt: NOON,
});

function aBlockedTurn(changes: Partial<Turn> = {}): Turn {
  const profile = { ...newProfile('id', NOON), block };
  const turn = { citizen: 'c', now: NOON, profile, conversation: { frames: [] }, pending: [] };
  return { ...turn, ...changes } as unknown as Turn; // all that a block looks at
}

test('a block holds until its time, by what was noted of it last', () => {
  const profile = { ...newProfile('id', NOON), block };
  expect(findBlock({ profile, pending: [] }, NOON)).toBe(NOON + 1);
  expect(findBlock({ profile, pending: [] }, NOON + 1)).toBeUndefined();
  const pending = [blockedNews(NOON + 5), blockedNews(NOON + 9)] as Turn['pending'];
  expect(findBlock({ profile, pending }, NOON)).toBe(NOON + 9);
  const ended = [...pending, blockedNews()] as Turn['pending'];
  expect(findBlock({ profile, pending: ended }, NOON)).toBeUndefined();
  expect(withBlock(aBlockedTurn({ pending })).block).toEqual({ until: NOON + 9, isTold: false });
  expect(withBlock(aBlockedTurn({ pending: ended })).block).toBeUndefined();
});

test('what a blocked citizen writes is answered once, and what comes by itself is let through', () => {
  const plan = { type: 'turn', messages: 1 } as Parameters<typeof applyBlock>[1];
  const said = { type: 'text', text: 'halo' } as const;
  const turn = aBlockedTurn();
  expect(applyBlock(turn, plan, said)).toMatchObject({ type: 'start', flow: 'blocked' });
  expect(turn.profile.block?.isTold).toBe(true);
  expect(applyBlock(turn, plan, said)).toBeNull();
  const silent = { ...plan, messages: 0 };
  const news = (of: string) => ({ type: 'start' as const, flow: 'news', values: { news: of } });
  expect(applyBlock(turn, silent, news('verdict'))).toEqual(news('verdict'));
  expect(applyBlock(turn, silent, news('question'))).toBeNull();
  const over = aBlockedTurn({ now: NOON + 1 });
  expect(applyBlock(over, plan, said)).toEqual(said);
});

test('nothing but a block that begins or ends tells until when somebody is blocked', () => {
  const profile = { ...newProfile('id', NOON), block };
  const verdict = { ...blockedNews(), letter: { type: 'notice', news: 'verdict', until: 1 } };
  const message = { key: 'm', letter: { type: 'message', text: 'halo' }, arrivedAt: NOON };
  const pending = [blockedNews(NOON + 9), verdict, message] as unknown as Turn['pending'];
  expect(findBlock({ profile, pending }, NOON)).toBe(NOON + 9);
  expect(withBlock(aBlockedTurn({ profile: newProfile('id', NOON), pending })).block).toEqual({
    until: NOON + 9,
    isTold: false,
  });
});

const at = (flow: string) => ({ flow, state: 'x', values: {}, muddles: 0 });
const starts = (flow: string, values = {}) => ({ type: 'start' as const, flow, values });

test('a block ends what was asked but not what is a right, and its end leaves everything', () => {
  const plan = { type: 'turn', messages: 0, blockedUntil: NOON + 5 } as BlockPlan;
  const conversation = { frames: [at('tip'), at('forget')] };
  const turn = aBlockedTurn({ conversation });
  expect(applyBlock(turn, plan, null)).toBeNull();
  expect(turn.profile.block).toEqual({ until: NOON + 5, isTold: false });
  expect(turn.conversation.frames).toEqual([at('forget')]);
  for (const blockedUntil of [0, NOON]) {
    const over = aBlockedTurn({ conversation });
    expect(applyBlock(over, { ...plan, blockedUntil }, null)).toBeNull();
    expect(over.profile).not.toHaveProperty('block');
    expect(over.conversation).toEqual(conversation);
  }
});

test.each([
  ['a question of a reviewer', starts('news', { news: 'question' }), false],
  ['a question about a report', starts('news', { news: 'report-question' }), false],
  ['a verdict', starts('news', { news: 'verdict' }), true],
  ['what a timer begins', starts('report-reminder'), true],
  ['silence after an offer', null, true],
  ['a choice', { type: 'choice', choice: 'x', news: 'question' } as const, true],
])(
  'while somebody is blocked, %s that nobody wrote about is let through or not',
  (_, input, isIn) => {
    const plan = { type: 'turn', messages: 0 } as BlockPlan;
    const given = input as Parameters<typeof applyBlock>[2];
    expect(applyBlock(aBlockedTurn(), plan, given)).toEqual(isIn ? given : null);
  },
);

test('of what came as news a blocked citizen may choose, and say nothing else', () => {
  const plan = { type: 'turn', messages: 1 } as BlockPlan;
  const turn = aBlockedTurn({ conversation: { frames: [{ ...at('news'), state: 'verdict' }] } });
  const choice = { type: 'choice', choice: 'other' } as unknown as Parameters<typeof applyBlock>[2];
  expect(applyBlock(turn, plan, choice)).toEqual(choice);
  expect(applyBlock(turn, plan, null)).toMatchObject({ flow: 'blocked' });
});

type BlockPlan = Parameters<typeof applyBlock>[1];

test('of several requests the one that is due first counts, and who asked nothing changes nothing', async () => {
  const open = { receipt: 'R', at: NOON, files: [] };
  const requests = [3, 1, 2].map((n) => ({ ...open, nextAt: NOON + n }));
  expect(requestsAt({ requests })).toBe(NOON + 1);
  expect(requestsAt({})).toBeNull();
  const turn = aBlockedTurn();
  await processRequests({} as PrivacyDeps, turn);
  expect(turn).toEqual(aBlockedTurn());
});
