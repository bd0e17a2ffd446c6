import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import {
  closeCase,
  isHeldBack,
  proposeVerdict,
  publishCase,
  reopenCase,
  sendBackCase,
} from '../../src/domain/cases/lifecycle.ts';
import { isInFilter, type QueueFilter, readFilter } from '../../src/domain/cases/queue-filter.ts';
import { aCase, aTip } from '../support/builders.ts';
import { priorityOf } from '../support/priority-of.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const decision = { verdict: 'salah', summary: 'Bank tetap buka.', org: 'Posko' } as const;
const draft = { by: 'rina', at: MORNING, summary: 'Bank' };
const proposal = { by: 'rina', at: MORNING, decision };
const lease = { by: 'budi', until: MORNING + HOUR, fence: 1 };
const busy = aCase({ draft, proposal, lease, snoozedUntil: MORNING + HOUR, assignee: 'rina' });

test('a published case has neither lease, draft, proposal nor a time to come back', () => {
  const published = publishCase(busy, 'f1', MORNING);
  for (const gone of ['draft', 'proposal', 'lease', 'snoozedUntil'] as const) {
    expect(published).not.toHaveProperty(gone);
  }
  expect(published).toMatchObject({ status: 'published', factCheck: 'f1', decidedAt: MORNING });
});

test('a closed case keeps its draft for who opens it again', () => {
  const closed = closeCase(busy, 'spam', MORNING);
  for (const gone of ['proposal', 'lease', 'snoozedUntil'] as const) {
    expect(closed).not.toHaveProperty(gone);
  }
  expect(closed).toMatchObject({ status: 'closed', closing: 'spam', draft, decidedAt: MORNING });
});

test('a case that is opened again has nothing of its decision', () => {
  const undo = { until: MORNING, announcement: 'a' };
  const decided = { ...publishCase(busy, 'f1', MORNING), closing: 'spam', undo } as Case;
  const open = reopenCase(decided);
  for (const gone of ['decidedAt', 'closing', 'factCheck', 'undo', 'lease'] as const) {
    expect(open).not.toHaveProperty(gone);
  }
  expect(open.status).toBe('open');
});

test('a decision is held back until its time, and as long as its verdict is not published', () => {
  const undo = { until: MORNING + 1, announcement: 'a' };
  expect(isHeldBack({}, MORNING)).toBe(false);
  expect(isHeldBack({ undo }, MORNING)).toBe(true);
  expect(isHeldBack({ undo }, MORNING + 1)).toBe(false);
  expect(isHeldBack({ undo: { ...undo, decision } }, MORNING + 9)).toBe(true);
});

test('a proposal takes the place of the draft, and goes back to its author as one', () => {
  const { proposal: _, ...drafted } = busy;
  const proposed = proposeVerdict(drafted, proposal);
  expect(proposed).not.toHaveProperty('draft');
  expect(proposed).not.toHaveProperty('lease');
  const back = sendBackCase({ ...proposed, assignee: 'budi' });
  expect(back).not.toHaveProperty('proposal');
  const { org: ___, ...judged } = decision;
  expect(back).toMatchObject({ assignee: 'rina', draft: { by: 'rina', at: MORNING, ...judged } });
  expect(back.draft).not.toHaveProperty('org');
  const attached = { ...proposal, attach: { id: 'f1', version: 1 } };
  expect(sendBackCase({ ...proposed, proposal: attached })).not.toHaveProperty('draft');
});

test('a case is late after its time, and spreads from five within the hour on', () => {
  const found = aCase({ openedAt: MORNING });
  const look = (now: number, ats: number[]) =>
    priorityOf(
      found,
      ats.map((at, n) => aTip({ case: found.id, citizen: `c${n}`, at })),
      { now, serviceMs: HOUR },
    );
  expect(look(MORNING + HOUR, []).isLate).toBe(false);
  expect(look(MORNING + HOUR + 1, []).isLate).toBe(true);
  const now = MORNING + 2 * HOUR;
  const fresh = now - HOUR + 1;
  expect(look(now, Array(4).fill(fresh)).isBurst).toBe(false);
  expect(look(now, Array(5).fill(fresh)).isBurst).toBe(true);
  expect(look(now, [...Array(4).fill(fresh), now - HOUR]).isBurst).toBe(false);
});

test('who was erased and asked again counts by the later tip, and a case counts one at least', () => {
  const found = aCase();
  const again = aTip({ case: found.id, isAskedAgain: true });
  const ranking = { now: MORNING, serviceMs: HOUR };
  expect(priorityOf(found, [again], ranking).citizens).toBe(1);
  expect(priorityOf(found, [again, aTip({ case: found.id })], ranking).citizens).toBe(1);
  expect(priorityOf(found, [], ranking).citizens).toBe(0);
});

function isSeen(changes: Partial<Case>, filter: QueueFilter, reviewer = 'rina'): boolean {
  const found = aCase({ claim: 'Besok Bank tutup', ticket: 'AB12', ...changes });
  const priority = priorityOf(found, [], { now: MORNING, serviceMs: HOUR });
  const entry = { case: found, priority, tickets: ['Q4RT'] };
  return isInFilter(entry, filter, { reviewer, now: MORNING });
}

test('a case is ready for who can take it at this moment', () => {
  const ready = (changes: Partial<Case>) => isSeen(changes, { list: 'ready' });
  expect(ready({})).toBe(true);
  expect(ready({ lease })).toBe(false);
  expect(ready({ lease: { ...lease, by: 'rina' } })).toBe(true);
  expect(ready({ lease: { ...lease, until: MORNING } })).toBe(true);
  expect(ready({ snoozedUntil: MORNING + 1 })).toBe(false);
  expect(ready({ snoozedUntil: MORNING })).toBe(true);
  expect(ready({ assignee: 'budi' })).toBe(false);
  expect(ready({ assignee: 'rina' })).toBe(true);
  expect(ready({ proposal })).toBe(false);
  expect(ready({ proposal: { ...proposal, by: 'budi' } })).toBe(true);
});

test('lists show what is mine, what waits for a second person, and what sleeps', () => {
  expect(isSeen({ lease: { ...lease, by: 'rina' } }, { list: 'mine' })).toBe(true);
  expect(isSeen({ assignee: 'rina' }, { list: 'mine' })).toBe(true);
  expect(isSeen({ lease }, { list: 'mine' })).toBe(false);
  expect(isSeen({ proposal }, { list: 'second' })).toBe(false);
  expect(isSeen({ proposal }, { list: 'second' }, 'budi')).toBe(true);
  expect(isSeen({}, { list: 'second' })).toBe(false);
  expect(isSeen({ snoozedUntil: MORNING + 1 }, { list: 'snoozed' })).toBe(true);
  expect(isSeen({ snoozedUntil: MORNING }, { list: 'snoozed' })).toBe(false);
  expect(isSeen({ openedAt: MORNING - HOUR }, { list: 'late' })).toBe(false);
  expect(isSeen({ openedAt: MORNING - HOUR - 1 }, { list: 'late' })).toBe(true);
});

test('words are sought in the claim and in the tickets of the case and its citizens', () => {
  for (const text of ['bank TUTUP', 'ab12', 'q4rt', '', '  '])
    expect(isSeen({}, { text })).toBe(true);
  expect(isSeen({}, { text: 'galon' })).toBe(false);
  expect(isSeen({ tags: ['galon'] }, { tag: 'galon' })).toBe(true);
  expect(isSeen({ tags: ['galon'] }, { tag: 'air' })).toBe(false);
  expect(isSeen({}, { threat: 'penipuan' })).toBe(false);
});

test('a filter from an address takes what it knows, and ready cases where it knows nothing', () => {
  const read = (asked: Record<string, string>) => readFilter((name) => asked[name] ?? '');
  expect(read({})).toEqual({ list: 'ready' });
  expect(read({ list: 'nonsense', topic: 'nonsense', threat: 'x' })).toEqual({ list: 'ready' });
  const known = { list: 'mine', topic: 'money', threat: 'penipuan', tag: ' Galon ', text: ' a ' };
  expect(read(known)).toEqual({ ...known, tag: 'galon', text: 'a' });
});

test('a proposal shows what it was before, a fact-check that is only attached shows nothing', () => {
  const first = proposeVerdict(aCase(), proposal);
  expect(first.proposal).toEqual(proposal);
  const before = { by: 'rina', decision };
  const second = proposeVerdict(first, { ...proposal, by: 'budi' });
  expect(second.proposal).toEqual({ ...proposal, by: 'budi', earlier: before });
  const back = sendBackCase(first);
  expect(back.draft?.earlier).toEqual(before);
  expect(proposeVerdict(back, proposal).proposal?.earlier).toEqual(before);
  const attached = { ...first, proposal: { ...proposal, attach: { id: 'f1', version: 1 } } };
  expect(proposeVerdict(attached, proposal).proposal).toEqual(proposal);
  expect(sendBackCase(attached).assignee).toBe('rina');
});

test('a case that nobody proposed a verdict for goes back as it is, without its lease', () => {
  const { proposal: _, lease: __, ...rest } = busy;
  expect(sendBackCase({ ...rest, lease })).toEqual(rest);
});

test('a topic, a threat and a holder let through what has them', () => {
  const bank = { claim: 'Saldo rekening bank hilang, transfer ke nomor ini' };
  expect(isSeen(bank, { topic: 'money' })).toBe(true);
  expect(isSeen(bank, { topic: 'election' })).toBe(false);
  expect(isSeen({ threat: 'penipuan' }, { threat: 'penipuan' })).toBe(true);
  expect(isSeen({ threat: 'penipuan' }, { threat: 'kekerasan' })).toBe(false);
  expect(isSeen({}, { tag: 'galon' })).toBe(false);
  expect(isSeen({ lease }, { holder: 'budi' })).toBe(true);
  expect(isSeen({ lease: { ...lease, until: MORNING } }, { holder: 'budi' })).toBe(false);
  expect(isSeen({ assignee: 'budi' }, { holder: 'budi' })).toBe(true);
  expect(isSeen({ lease }, { holder: 'rina' })).toBe(false);
  expect(isSeen({ lease }, {})).toBe(true);
});

test('what a filter from an address holds is trimmed and cut', () => {
  const read = (asked: Record<string, string>) => readFilter((name) => asked[name] ?? '');
  const long = `  ${'x'.repeat(300)}  `;
  expect(read({ tag: long, text: long, holder: long })).toEqual({
    list: 'ready',
    tag: 'x'.repeat(40),
    text: 'x'.repeat(200),
    holder: 'x'.repeat(40),
  });
});
