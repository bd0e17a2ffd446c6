import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import type { Message } from '../../src/domain/messages/message.ts';
import type { Store } from '../../src/ports/store.ts';
import { claim, close, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { announceAll } from '../support/announce-all.ts';
import { aCase, aCitizen, aMessage, anAddress, aPost, aTip, aTurn } from '../support/builders.ts';
import type { OpenStore } from './store-contract.ts';

const TEXT = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const DECISION = {
  verdict: 'salah',
  summary: 'Air galon itu tidak mengandung sabun.',
  url: 'https://sumber.example/cek',
} as const;

/** However many citizens and reviewers race, there is one case of a claim and one owner of a case. */
export function caseRacesContract(open: OpenStore, many: number): void {
  const racers = Array.from({ length: many }, (_, n) => `w${n}`);
  describe('case races', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test(`of ${many} turns that open the same claim one is committed`, async () => {
      const results = await Promise.all(
        racers.map(async (name) => {
          const citizen = await aCitizen(store, anAddress(name));
          const found = aCase({ claimKey: 'air galon' });
          const tips = [aTip({ case: found.id, citizen })];
          const changes = [{ type: 'open-case' as const, case: found, tips }];
          return store.turns.commitTurn(aTurn({ citizen, changes }));
        }),
      );
      expect(results.filter((result) => result === 'committed')).toHaveLength(1);
      expect(await store.cases.list('open', 100)).toHaveLength(1);
    });

    test(`${many} citizens who report the same claim at once share one case`, async () => {
      const post = await aPost(store);
      await sayAll(post.deps, racers, { text: TEXT, forwarded: true });
      await post.settle();
      await sayAll(post.deps, racers, { text: 'ya', forwarded: false });
      await post.settle();
      await post.close();
      const [found, ...others] = await store.cases.list('open', 100);
      expect(others).toEqual([]);
      const tips = await store.cases.tipsOf(found?.id ?? '');
      expect(new Set(tips.map(({ citizen }) => citizen)).size).toBe(many);
      expect(post.errors).toEqual([]);
    });

    test(`of ${many} reviewers who claim a case at once one owns it`, async () => {
      const post = await aPost(store);
      await post.report('w1', TEXT);
      const ticket = await onlyTicket(store);
      const claims = await Promise.all(
        racers.map((reviewer) => claim(post.deps, { ticket, reviewer })),
      );
      const owners = claims.flatMap((done) => (done.type === 'done' ? [done.case.lease?.by] : []));
      const losers = claims.flatMap((done) => (done.type === 'taken' ? [done.by] : []));
      expect(owners).toHaveLength(1);
      expect(losers).toEqual(Array(many - 1).fill(owners[0]));
      const found = await store.cases.byTicket(ticket);
      expect(found).toMatchObject({ fence: 1, lease: { by: owners[0], fence: 1 } });
      expect(await store.cases.history(found?.id ?? '')).toHaveLength(1);
      await post.close();
    });

    test(`of ${many} reviewers who decide a case at once one publishes`, async () => {
      const post = await aPost(store);
      await post.report('w1', TEXT);
      const ticket = await onlyTicket(store);
      const decisions = await Promise.all(
        racers.map((reviewer, n) => {
          const summary = `Air galon itu sudah diuji ${n} kali.`;
          return reply(post.deps, { ticket, reviewer }, { ...DECISION, summary });
        }),
      );
      expect(decisions.filter(({ type }) => type === 'done')).toHaveLength(1);
      await post.settle();
      await post.close();
      expect(post.heard.filter(({ text }) => text.includes('sudah diuji'))).toHaveLength(1);
    });

    test('a tip that joins a case in the moment it is decided is answered or waits in a case that is open', async () => {
      const found = await joinWhile(store, (deps, ticket) =>
        reply(deps, { ticket, reviewer: 'rina' }, DECISION),
      );
      const [again] = await store.cases.list('open', 10);
      const waiting = await store.cases.tipsOf(again?.id ?? '');
      const answers = found.filter((text) => text.includes(DECISION.summary));
      expect(waiting.length + answers.length).toBe(1);
    });

    test('a tip that joins a case in the moment it is closed waits in a case that is open', async () => {
      await joinWhile(store, (deps, ticket) =>
        close(deps, { ticket, reviewer: 'rina' }, 'unverifiable'),
      );
      const [again] = await store.cases.list('open', 10);
      expect(await store.cases.tipsOf(again?.id ?? '')).toHaveLength(1);
    });

    test('an answer about a tip leaves it in the case it has been moved to', async () => {
      const { racing, beforeCommit } = raceable(store);
      const post = await aPost(racing);
      await post.write('w1', TEXT, { forwarded: true });
      await post.write('w1', 'ya');
      await post.report(
        'w2',
        'Harga beras akan naik sepuluh kali lipat pada bulan depan kata menteri',
      );
      const [from = aCase(), into = aCase()] = await store.cases.list('open', 10);
      beforeCommit(async () => {
        const { clock } = post;
        const tickets = { from: from.ticket, into: into.ticket, reviewer: 'rina' };
        await mergeCases({ store, clock }, tickets);
      });
      await post.write('w1', 'keluarga');
      await post.close();
      const tips = await store.cases.tipsOf(into.id);
      expect(tips.map(({ source }) => source).sort()).toEqual(['family', undefined]);
    });
  });
}

/** Lets a second citizen report a claim, and a reviewer act just before their turn is committed. */
async function joinWhile(
  store: Store,
  act: (deps: AppDeps, ticket: string) => Promise<unknown>,
): Promise<string[]> {
  const { racing, beforeCommit } = raceable(store);
  const post = await aPost(racing);
  await post.report('w1', TEXT);
  await post.write('w2', TEXT, { forwarded: true });
  const ticket = await onlyTicket(store);
  beforeCommit(async () => {
    await act(post.deps, ticket);
    await announceAll(post.deps);
  });
  await post.write('w2', 'ya');
  await post.write('w2', 'cukup');
  await post.settle();
  await post.close();
  return post.heard.filter(({ to }) => to === 'w2').map(({ text }) => text);
}

/** A store in which something else happens just before the next turn is committed. */
function raceable(store: Store) {
  let next: (() => Promise<void>) | undefined;
  const commitTurn: Store['turns']['commitTurn'] = async (commit) => {
    const happen = next;
    next = undefined;
    await happen?.();
    return store.turns.commitTurn(commit);
  };
  const turns: Store['turns'] = {
    keepMessages: (...args) => store.turns.keepMessages(...args),
    citizenAt: (address) => store.turns.citizenAt(address),
    keepNotice: (...args) => store.turns.keepNotice(...args),
    readTurn: (citizen) => store.turns.readTurn(citizen),
    readMessages: (...args) => store.turns.readMessages(...args),
    lettersOf: (...args) => store.turns.lettersOf(...args),
    findDue: (...args) => store.turns.findDue(...args),
    countMessages: (citizen) => store.turns.countMessages(citizen),
    replaceMessage: (...args) => store.turns.replaceMessage(...args),
    beginTurn: (citizen) => store.turns.beginTurn(citizen),
    endTurn: (citizen) => store.turns.endTurn(citizen),
    setAside: (limit) => store.turns.setAside(limit),
    takeUpAgain: () => store.turns.takeUpAgain(),
    linkAddress: (...args) => store.turns.linkAddress(...args),
    commitTurn,
  };
  const beforeCommit = (happen: () => Promise<void>) => {
    next = happen;
  };
  return { racing: { ...store, turns }, beforeCommit };
}

/** All racers write the same at once. */
function sayAll(deps: AppDeps, racers: readonly string[], said: Partial<Message>) {
  return receive(
    deps,
    racers.map((name) => {
      const { type: _, ...message } = aMessage(said);
      return { from: anAddress(name), message };
    }),
  );
}

async function onlyTicket(store: Store): Promise<string> {
  const [found] = await store.cases.list('open', 10);
  return found?.ticket ?? '';
}
