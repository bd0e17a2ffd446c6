import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { takeTurns } from '../../src/services/conversation/take-turn.ts';
import { sendReplies } from '../../src/services/messaging/send-replies.ts';
import { anInbox, type Inbox } from './inbox-stage.ts';

const MESSAGES = 3;

test('two workers on one citizen answer each message once and in order, however their steps fall', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const inbox = await anInbox();
      try {
        const ids: string[] = [];
        for (let n = 0; n < MESSAGES; n += 1) ids.push((await inbox.arrive(0)).id);
        const seen = new Set<string>();
        const screen: string[] = [];
        const workers = ['one', 'two'].map(() =>
          aWorker(inbox, scheduler, (id, text) => {
            if (!seen.has(id)) screen.push(/\d{4}X/.exec(text)?.[0] ?? text);
            seen.add(id);
          }),
        );
        const citizen = inbox.citizen(0);
        const working = workers.map(async (deps) => {
          await takeTurns(deps, citizen);
          await sendReplies(deps, citizen);
        });
        await scheduler.waitFor(Promise.all(working));
        await sendReplies(inbox.deps, citizen); // the sweep, for what was taken and not sent
        expect([...screen, ...inbox.heard(0).filter((id) => !screen.includes(id))]).toEqual(ids);
      } finally {
        await inbox.close();
      }
    }),
    { numRuns: 150 },
  );
});

/** A worker of its own on the same store, each of whose steps waits until the scheduler lets it. */
function aWorker(
  { deps, turns }: Inbox,
  scheduler: fc.Scheduler,
  show: (id: string, text: string) => void,
): AppDeps {
  const { outbox } = deps.store;
  const soon = <T>(what: string, work: () => Promise<T>) =>
    scheduler.schedule(Promise.resolve(), what).then(work);
  const channel: Channel = {
    name: 'terminal',
    reconcileMs: 0,
    send: ({ reply: { id, text } }) =>
      soon('send', async () => {
        show(id, text);
        return { type: 'sent' };
      }),
  };
  const store: Store = {
    ...deps.store,
    turns: replaced(turns, {
      readTurn: (citizen) => soon('read', () => turns.readTurn(citizen)),
      commitTurn: (commit) => soon('commit', () => turns.commitTurn(commit)),
    }),
    outbox: replaced(outbox, {
      next: (citizen, now) => soon('look', () => outbox.next(citizen, now)),
      begin: (outgoing) => soon('begin', () => outbox.begin(outgoing)),
      end: (attempt, outcome) => soon('end', () => outbox.end(attempt, outcome)),
    }),
  };
  return { ...deps, store, channels: new Map([[channel.name, channel]]), failures: new Map() };
}

/** The same object with some methods in the place of its own. */
function replaced<T extends object>(target: T, changes: Partial<T>): T {
  return Object.assign(Object.create(new Proxy(target, { get: boundGet })), changes);
}

function boundGet(target: object, name: string | symbol): unknown {
  const found: unknown = Reflect.get(target, name);
  return typeof found === 'function' ? found.bind(target) : found;
}
