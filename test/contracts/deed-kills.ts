import { describe, expect, onTestFinished, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { leasedJobs } from '../../src/app/leased-jobs.ts';
import type { AuditEvent } from '../../src/domain/accounts/audit-event.ts';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import { topics } from '../../src/domain/cases/topic-words.ts';
import { counterName } from '../../src/domain/stats/counter.ts';
import { EVERYTHING } from '../../src/domain/subscriptions/subscription.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Received } from '../../src/ports/turn-state.ts';
import type { AccountDeps } from '../../src/services/accounts/account-deps.ts';
import { addReviewer, changeRole } from '../../src/services/accounts/reviewers.ts';
import { blockCitizen } from '../../src/services/cases/block-citizen.ts';
import { takeBack } from '../../src/services/cases/case-actions.ts';
import { claim, reassign, reply } from '../../src/services/cases/decide-case.ts';
import { setRule } from '../../src/services/duty/alerts.ts';
import { releaseChanges } from '../../src/services/fact-checks/decide-change.ts';
import {
  addFactCheck,
  correctFactCheck,
  retractFactCheck,
  type WrittenFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { runLeased, unfinishedJobs } from '../../src/services/jobs/leased-job.ts';
import {
  takeBackWarning,
  warnSubscribers,
} from '../../src/services/subscriptions/warn-subscribers.ts';
import { readWarningOf } from '../../src/services/subscriptions/warnings.ts';
import type { KillStage } from '../kills/kill-stage.ts';
import { attachSeen } from '../support/attach-seen.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  anAddress,
  anAnnouncement,
  aPost,
  aTurn,
} from '../support/builders.ts';
import { aReviewer, openTestGate } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

interface Scene {
  deps: AppDeps;
  gate: AccountDeps;
  citizen: string;
}

/** Something that is written down: how it begins, how it is done, and by what one sees that it was done. */
interface Act {
  what: AuditEvent['what'];
  before?: (scene: Scene) => Promise<unknown>;
  act: (scene: Scene) => Promise<unknown>;
  isDone: (store: Store) => Promise<boolean>;
}

const FOUND = aCase({ id: 'c1', ticket: 'K7Q2' });
const RINA = { ticket: FOUND.ticket, reviewer: 'rina' };
const KNOWN = aFactCheck({ id: 'f1' });
const BUDI = aReviewer({ id: 'r1', name: 'Budi' });
const DECISION = {
  verdict: 'salah',
  summary: 'Tidak ada sabun di air itu.',
  url: 'https://sumber.example/cek',
} as const;
const WRITTEN = {
  title: 'Bank tutup',
  verdict: 'salah',
  org: 'Posko',
  summary: 'Bank buka seperti biasa.',
  narratives: ['Bank tutup'],
} satisfies WrittenFactCheck;
const NEWCOMER = { name: 'Sari', role: 'reviewer' } as const;

const publish = ({ deps }: Scene) => reply(deps, RINA, DECISION);
const statusIs = (status: string) => async (store: Store) =>
  (await store.cases.get(FOUND.id))?.status === status;

const atOnce = (deps: AppDeps): AppDeps => ({
  ...deps,
  settings: { ...deps.settings, undoMs: 0 },
});
const withSecondPerson = (deps: AppDeps): AppDeps => ({
  ...deps,
  settings: { ...deps.settings, secondPerson: [...topics] },
});
const later = (deps: AppDeps): AppDeps => ({
  ...deps,
  clock: { ...deps.clock, now: () => deps.clock.now() + 3_600_000 },
});

/** Settles the case for good by a claim that spreads. */
async function settleSpreading({ deps }: Scene): Promise<void> {
  await attachSeen(atOnce(deps), RINA, KNOWN.id);
  const rule = { isOn: true, threshold: 1, minutes: 0, isGrave: false };
  await setRule(deps, { kind: 'burst', rule, by: 'edi' });
}

const EDI = { ticket: FOUND.ticket, by: 'edi' };
const warn = ({ deps }: Pick<Scene, 'deps'>) => warnSubscribers(deps, EDI, [EVERYTHING]);
const warningOf = (store: Store) => readWarningOf({ store }, KNOWN.id);

const acts: Readonly<Record<string, Act>> = {
  'a verdict': { what: 'published', act: publish, isDone: statusIs('published') },
  'a case that is settled by a fact-check': {
    what: 'published',
    act: ({ deps }) => attachSeen(deps, RINA, KNOWN.id),
    isDone: statusIs('published'),
  },
  'a verdict taken back': {
    what: 'taken-back',
    before: publish,
    act: ({ deps }) => takeBack(deps, RINA),
    isDone: statusIs('open'),
  },
  'a case handed over': {
    what: 'handed-over',
    before: ({ deps }) => claim(deps, RINA),
    act: ({ deps }) => reassign(deps, RINA, 'budi'),
    isDone: async (store) => (await store.cases.get(FOUND.id))?.assignee === 'budi',
  },
  'a correction': {
    what: 'corrected',
    act: ({ deps }) => correctFactCheck(atOnce(deps), KNOWN.id, { verdict: 'benar', by: 'edi' }),
    isDone: async (store) => (await store.factChecks.get(KNOWN.id))?.version === 2,
  },
  'a correction whose time to be undone is over': {
    what: 'corrected',
    before: ({ deps }) => correctFactCheck(deps, KNOWN.id, { verdict: 'benar', by: 'edi' }),
    act: ({ deps }) => releaseChanges(later(deps)),
    isDone: async (store) => (await store.factChecks.get(KNOWN.id))?.version === 2,
  },
  'a withdrawal': {
    what: 'retracted',
    act: ({ deps }) => retractFactCheck(atOnce(deps), KNOWN.id, { reason: 'keliru', by: 'edi' }),
    isDone: async (store) => (await store.factChecks.get(KNOWN.id))?.retracted !== undefined,
  },
  'a fact-check added': {
    what: 'fact-check-added',
    act: ({ deps }) => addFactCheck(atOnce(deps), { by: 'edi', written: WRITTEN }),
    isDone: async (store) => (await store.factChecks.count()).all === 2,
  },
  'a warning': {
    what: 'warning-sent',
    before: settleSpreading,
    act: warn,
    isDone: async (store) => (await warningOf(store))?.sent !== undefined,
  },
  'a warning proposed': {
    what: 'warning-proposed',
    before: settleSpreading,
    act: ({ deps }) => warn({ deps: withSecondPerson(deps) }),
    isDone: async (store) => (await warningOf(store)) !== undefined,
  },
  'a warning taken back': {
    what: 'warning-taken-back',
    before: async (scene) => {
      await settleSpreading(scene);
      await warn(scene);
    },
    act: ({ deps }) => takeBackWarning(deps, EDI),
    isDone: async (store) => (await warningOf(store))?.takenBack !== undefined,
  },
  'a block': {
    what: 'citizen-blocked',
    act: ({ deps, citizen }) =>
      blockCitizen(deps, { citizen, alias: 'Warga-1', by: 'edi', of: FOUND.ticket }, 7),
    isDone: async (store) => (await store.turns.findDue(MORNING, 10)).length > 0,
  },
  'a reviewer added': {
    what: 'reviewer-added',
    act: ({ gate }) => addReviewer(gate, systemActor, NEWCOMER),
    isDone: async (store) => (await store.reviewers.byName(NEWCOMER.name)) !== undefined,
  },
  'another role': {
    what: 'role-changed',
    act: ({ gate }) => changeRole(gate, systemActor, { id: BUDI.id, role: 'viewer' }),
    isDone: async (store) => (await store.reviewers.get(BUDI.id))?.role === 'viewer',
  },
};

/** Whichever write a process dies at, what was done at the desk and its line in the audit log are both there or neither. */
export function deedKills(name: string, open: () => Promise<KillStage>): void {
  describe(`${name}, killed at every single write`, () => {
    test.each(Object.entries(acts))(
      '%s and its line are both there, or neither',
      async (_, act) => {
        const { writes, ...whole } = await play(await open(), act, undefined);
        expect(whole).toEqual({ isDone: true, lines: 1, chain: 'sound' });
        for (let deathAt = 1; deathAt <= writes; deathAt += 1) {
          const { isDone, lines, chain } = await play(await open(), act, deathAt);
          expect({ deathAt, lines, chain }).toEqual({ deathAt, lines: +isDone, chain: 'sound' });
        }
      },
      300_000, // a server holds what was killed inside a transaction for some time
    );

    test('a correction reaches each citizen once, and no work stays behind', async () => {
      const { writes, ...whole } = await announce(await open(), undefined);
      expect(whole).toEqual({ heard: [1, 1, 1], unfinished: [] });
      for (let deathAt = 1; deathAt <= writes; deathAt += 1) {
        const { heard, unfinished } = await announce(await open(), deathAt);
        expect({ deathAt, heard, unfinished }).toEqual({ deathAt, ...whole });
      }
    }, 300_000);
  });
}

/** Lets a process that dies at its n-th write announce a correction to three citizens, and then one that lives. */
async function announce({ mortal, living, dieAt, writes }: KillStage, n: number | undefined) {
  const told = { factCheck: KNOWN.id, version: 1, at: MORNING };
  const citizens = await Promise.all(
    ['w1', 'w2', 'w3'].map((name) => aCitizen(living, anAddress(name))),
  );
  for (const citizen of citizens) {
    await living.turns.commitTurn(aTurn({ citizen, changes: [{ type: 'told', told }] }));
  }
  const about = { news: 'correction', factCheck: KNOWN.id, version: 2 } as const;
  await living.cases.commit(aCaseCommit({ announcements: [anAnnouncement(about)] }));
  const clock = new VirtualClock(MORNING);
  const work = (store: Store) => {
    const jobs = { wake: () => {} };
    const deps = { store, clock, jobs, index: { follow: async () => {} } } as unknown as AppDeps; // all that it uses
    const [, job] = leasedJobs({ ...deps, onError: () => {} }, 1000);
    return job && runLeased(deps, job, new AbortController().signal);
  };
  dieAt(n);
  await work(mortal)?.catch(() => {});
  const written = writes();
  dieAt(undefined);
  await clock.advance(60_000, async () => {});
  await work(living);
  const turns = await Promise.all(citizens.map((citizen) => living.turns.readTurn(citizen)));
  return {
    writes: written,
    heard: turns.map((turn) => turn?.pending.filter(isNotice).length),
    unfinished: await unfinishedJobs({ store: living }),
  };
}

async function play(stage: KillStage, { what, before, act, isDone }: Act, n: number | undefined) {
  const { mortal, living } = stage;
  const citizen = await prepare(living);
  const clock = new VirtualClock(MORNING);
  const post = await aPost(mortal, { clock, settings: { undoMs: 10_000 } });
  const scene = { deps: post.deps, gate: openTestGate(mortal).gate, citizen };
  onTestFinished(() => post.close().catch(() => {}));
  await before?.(scene);
  stage.dieAt(n);
  await act(scene).catch(() => {});
  const writes = stage.writes();
  stage.dieAt(undefined);
  const lines = (await living.audit.list(100)).filter((line) => line.what === what).length;
  const { type: chain } = await living.audit.verify();
  return { isDone: await isDone(living), lines, chain, writes };
}

/** A case, a fact-check, a reviewer, and a citizen who waits for nothing. */
async function prepare(store: Store): Promise<string> {
  await store.cases.commit(aCaseCommit({ newCases: [FOUND], factChecks: [KNOWN] }));
  await store.reviewers.add(BUDI);
  const citizen = await aCitizen(store);
  const turn = await store.turns.readTurn(citizen);
  if (!turn) throw new Error('the citizen is not there');
  const done = turn.pending.map(({ key }) => key);
  const { profile, conversation, revision } = turn;
  const tallies = { [counterName('told', KNOWN.id)]: 1 };
  const rest = { due: null, done, replies: [], changes: [], tallies, now: MORNING };
  await store.turns.commitTurn({ citizen, revision, profile, conversation, ...rest });
  return citizen;
}

function isNotice({ letter }: Received): boolean {
  return letter.type === 'notice';
}
