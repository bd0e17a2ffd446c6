import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import { claim, close, release, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases, splitCase } from '../../src/services/cases/merge-cases.ts';
import { aCase, aCaseCommit, aCitizen, aTip, aTurn } from '../support/builders.ts';
import { type DeskModel, type KnownCase, settle } from './case-model.ts';
import { anInbox, type Inbox } from './inbox-stage.ts';

type Command = fc.AsyncCommand<DeskModel, Inbox>;

const REVIEWERS = ['rina', 'budi'];
const MINUTE = 60_000;
const DECISION = {
  verdict: 'salah',
  summary: 'Dinas kesehatan setempat sudah membantahnya.',
  url: 'https://sumber.example/cek',
} as const;
const reviewer = fc.constantFrom(...REVIEWERS);
const place = fc.nat(20);
/** Which fence a reviewer acts with: none, the one they got last, or one that is past. */
const knowledge = fc.constantFrom('no', 'the last', 'an older');

/** What every step has to leave true of every case, and that no tip is gone or in two cases. */
async function agree(model: DeskModel, { deps }: Inbox): Promise<void> {
  const { cases } = deps.store;
  for (const known of model.cases) {
    const found = await cases.byTicket(known.ticket);
    const lease = found?.lease && { by: found.lease.by, until: found.lease.until };
    expect({ status: found?.status, fence: found?.fence, lease }).toEqual({
      status: known.status,
      fence: known.fence,
      lease: known.lease,
    });
    const tips = await cases.tipsOf(found?.id ?? '');
    expect(tips.map(({ id }) => id).sort()).toEqual([...known.tips].sort());
  }
  const open = model.cases.filter(({ status }) => status === 'open').length;
  expect(await cases.list('open', 1000)).toHaveLength(open);
}

function step(
  name: string,
  run: (model: DeskModel, inbox: Inbox) => Promise<void>,
  check: (model: DeskModel) => boolean = ({ cases }) => cases.length > 0,
): Command {
  return {
    check,
    async run(model, inbox) {
      await run(model, inbox);
      await agree(model, inbox);
    },
    toString: () => name,
  };
}

const at = ({ cases }: DeskModel, k: number) => cases[k % cases.length] as KnownCase; // check() saw to it

const open = fc.constant(
  step(
    'open',
    async (model, { deps: { store, clock } }) => {
      const citizen = await aCitizen(store);
      const found = aCase();
      const tips = [aTip({ case: found.id, citizen }), aTip({ case: found.id, citizen })];
      const changes = [{ type: 'open-case' as const, case: found, tips }];
      await store.turns.commitTurn(aTurn({ citizen, changes, now: clock.now() }));
      const ids = tips.map(({ id }) => id);
      model.cases.push({
        ticket: found.ticket,
        status: 'open',
        fence: 0,
        lease: undefined,
        tips: ids,
      });
    },
    ({ cases }) => cases.length < 3,
  ),
);

const expire = fc.integer({ min: 4, max: 11 }).map((minutes) =>
  step(`wait(${minutes} min)`, async (model, { clock }) => {
    await clock.advance(minutes * MINUTE, async () => {});
    model.now = clock.now();
  }),
);

/** Acts with the fence that the reviewer got last, however old it is, or without one. */
function acting(
  name: string,
  run: (
    inbox: Inbox,
    action: { ticket: string; reviewer: string; fence?: number },
  ) => ReturnType<typeof claim>,
  change: (known: KnownCase, by: string, now: number) => void,
) {
  return fc.tuple(reviewer, place, knowledge).map(([by, k, knows]) =>
    step(`${name}(${by}, ${k}, ${knows} fence)`, async (model, inbox) => {
      const known = at(model, k);
      const key = `${by} ${known.ticket}`;
      const last = model.fences.get(key);
      const fence =
        last === undefined || knows === 'no' ? undefined : last - (knows === 'an older' ? 1 : 0);
      const action = {
        ticket: known.ticket,
        reviewer: by,
        ...(fence === undefined ? {} : { fence }),
      };
      const expected = settle(known, action, model.now);
      const done = await run(inbox, action);
      expect(done.type).toBe(expected.type);
      if (expected.type !== 'done') return;
      known.fence = expected.fence;
      change(known, by, model.now);
      model.fences.set(key, expected.fence);
    }),
  );
}

const claims = acting(
  'claim',
  ({ deps }, action) => claim(deps, action),
  (known, by, now) => {
    known.lease = { by, until: now + LEASE_MS };
  },
);
const releases = acting('release', ({ deps }, action) => release(deps, action), free);
const closes = acting(
  'close',
  ({ deps }, action) => close(deps, action, 'spam'),
  (known) => end(known, 'closed'),
);
const replies = acting(
  'reply',
  ({ deps }, action) => reply(deps, action, DECISION),
  (known) => end(known, 'published'),
);

const merge = fc.tuple(reviewer, place, place).map(([by, k, l]) =>
  step(`merge(${by}, ${k}, ${l})`, async (model, { deps }) => {
    const [from, into] = [at(model, k), at(model, l)];
    const both = [from, into];
    const isPossible =
      from !== into &&
      both.every((known) => known.status === 'open' && isFree(known, by, model.now));
    const merged = await mergeCases(deps, {
      from: from.ticket,
      into: into.ticket,
      reviewer: by,
    });
    expect(merged.type).toBe(isPossible ? 'done' : 'problem');
    if (!isPossible) return;
    into.tips.push(...from.tips.splice(0));
    end(from, 'merged');
  }),
);

const split = fc.tuple(reviewer, place, fc.nat(5)).map(([by, k, n]) =>
  step(`split(${by}, ${k}, ${n})`, async (model, { deps }) => {
    const known = at(model, k);
    const tip = known.tips[n % Math.max(1, known.tips.length)] ?? 'none';
    const result = await splitCase(deps, { ticket: known.ticket, tip, reviewer: by });
    const isPossible = known.status === 'open' && isFree(known, by, model.now);
    expect(result.type).toBe(isPossible && known.tips.length > 1 ? 'done' : 'problem');
    if (result.type !== 'done') return;
    known.tips = known.tips.filter((id) => id !== tip);
    const { ticket } = result.case;
    model.cases.push({ ticket, status: 'open', fence: 0, lease: undefined, tips: [tip] });
  }),
);

const stale = place.map((k) =>
  step(`stale-commit(${k})`, async (model, { deps }) => {
    const { cases } = deps.store;
    const found = await cases.byTicket(at(model, k).ticket);
    if (!found) throw new Error('the case is gone');
    const older = { ...found, status: 'closed' as const, revision: found.revision - 1 };
    expect(await cases.commit(aCaseCommit({ cases: [older] }))).toBe('stale');
  }),
);

function isFree({ lease }: KnownCase, by: string, now: number): boolean {
  return !lease || lease.until <= now || lease.by === by;
}

function free(known: KnownCase): void {
  known.lease = undefined;
}

function end(known: KnownCase, status: KnownCase['status']): void {
  known.status = status;
  free(known);
}

test('whatever two reviewers do in whatever order, a case has one owner, one end, and every tip one case', async () => {
  const all = [
    open,
    claims,
    claims,
    expire,
    expire,
    releases,
    closes,
    replies,
    merge,
    split,
    stale,
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(all, { maxCommands: 40, size: 'max' }), async (commands) => {
      const inbox = await anInbox();
      const model: DeskModel = { cases: [], fences: new Map(), now: inbox.clock.now() };
      try {
        await fc.asyncModelRun(() => ({ model, real: inbox }), commands);
      } finally {
        await inbox.close();
      }
    }),
    { numRuns: 100 },
  );
});
