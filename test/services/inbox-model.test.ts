import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deleteExpired } from '../../src/services/privacy/retention.ts';
import { anInbox, type Inbox, type InboxModel } from './inbox-stage.ts';

type Command = fc.AsyncCommand<InboxModel, Inbox>;

const CITIZENS = 3;
const citizen = fc.nat(CITIZENS - 1);
const DAY = 86_400_000;
/** Message keys are kept for 90 days; after that a replay cannot be told from a message. */
const MOST_DAYS = 80;

/** What every step has to leave true: what is waiting, and what everybody has heard, in order. */
async function agree(model: InboxModel, inbox: Inbox): Promise<void> {
  for (const [n, { pending, heard, isKnown }] of model.citizens.entries()) {
    expect(await inbox.isKnown(n)).toBe(isKnown);
    expect(await inbox.pending(n)).toBe(pending.length);
    expect(inbox.heard(n)).toEqual(heard);
  }
}

/** A step that can be taken at any time unless told otherwise. */
function step(
  name: string,
  run: (model: InboxModel, inbox: Inbox) => Promise<void>,
  check: (model: InboxModel) => boolean = () => true,
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

/** All that waits has been answered. */
function answered(model: InboxModel, n: number): void {
  const each = model.citizens[n];
  if (!each) return;
  each.heard.push(...each.pending);
  each.pending = [];
}

function know(model: InboxModel, n: number, isKnown: boolean): void {
  const each = model.citizens[n];
  if (each) each.isKnown = isKnown;
}

const arrive = citizen.map((n) =>
  step(`arrive(${n})`, async (model, inbox) => {
    const { id, fresh } = await inbox.arrive(n);
    expect(fresh).toBe(1);
    model.written.push({ citizen: n, id });
    model.citizens[n]?.pending.push(id);
    know(model, n, true);
  }),
);

const repeat = fc.nat().map((k) =>
  step(
    `repeat(${k})`,
    async (model, inbox) => {
      const again = model.written[k % model.written.length];
      expect(again && (await inbox.deliver(again.citizen, again.id))).toBe(0);
    },
    ({ written }) => written.length > 0,
  ),
);

const turn = citizen.map((n) =>
  step(`turn(${n})`, async (model, inbox) => {
    await inbox.turn(n);
    answered(model, n);
  }),
);

const staleTurn = citizen.map((n) =>
  step(
    `stale-turn(${n})`,
    async (model, inbox) => {
      inbox.beforeCommit(() => inbox.turn(n)); // somebody else is faster
      await inbox.turn(n);
      answered(model, n);
    },
    ({ citizens }) => (citizens[n]?.pending.length ?? 0) > 0,
  ),
);

const crash = citizen.map((n) =>
  step(
    `crash(${n})`,
    async (_, inbox) => {
      inbox.beforeCommit(() => Promise.reject(new Error('killed')));
      await expect(inbox.turn(n)).rejects.toThrow('killed');
    },
    ({ citizens }) => (citizens[n]?.pending.length ?? 0) > 0,
  ),
);

const crashAfter = citizen.map((n) =>
  step(
    `crash-after-commit(${n})`,
    async (model, inbox) => {
      inbox.afterCommit(() => Promise.reject(new Error('killed')));
      await expect(inbox.turn(n)).rejects.toThrow('killed');
      const [first] = model.citizens[n]?.pending.splice(0, 1) ?? [];
      await inbox.send(n); // the sweep finds what the turn said
      if (first !== undefined) model.citizens[n]?.heard.push(first);
    },
    ({ citizens }) => (citizens[n]?.pending.length ?? 0) > 0,
  ),
);

const retention = fc.integer({ min: 1, max: 20 }).map((days) =>
  step(
    `retention(${days})`,
    async (model, inbox) => {
      model.days += days;
      await inbox.clock.advance(days * DAY, async () => {});
      await deleteExpired(inbox.deps);
    },
    (model) => model.days + days <= MOST_DAYS,
  ),
);

const forget = citizen.map((n) =>
  step(`forget(${n})`, async (model, inbox) => {
    await inbox.forget(n);
    answered(model, n);
    model.citizens[n]?.heard.push('confirm', 'receipt');
    know(model, n, false);
  }),
);

test('whatever happens in whatever order, each message is answered once, in order, and no replay brings anybody back', async () => {
  const all = [arrive, arrive, repeat, turn, staleTurn, crash, crashAfter, retention, forget];
  await fc.assert(
    fc.asyncProperty(fc.commands(all, { maxCommands: 40, size: 'max' }), async (commands) => {
      const inbox = await anInbox();
      const citizens = Array.from({ length: CITIZENS }, () => ({
        pending: [],
        heard: [],
        isKnown: false,
      }));
      const model: InboxModel = { citizens, written: [], days: 0 };
      try {
        await fc.asyncModelRun(() => ({ model, real: inbox }), commands);
        for (let n = 0; n < CITIZENS; n += 1) {
          await inbox.turn(n);
          answered(model, n);
        }
        await agree(model, inbox);
      } finally {
        await inbox.close();
      }
    }),
    { numRuns: 100 },
  );
});
